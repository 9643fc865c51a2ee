/// The names of Python (3.14) that mean something everywhere.
enum PythonWords {
    /// What a name is known as.
    enum Meaning: UInt8 {
        case keyword
        case constant
        /// A keyword at some places only: `match`, `case`, `type`.
        case softKeyword
        case builtin
        /// The object itself by convention.
        case receiver
        /// A keyword that the name of a function or a class follows.
        case definition
    }

    /// What a name means, given its bytes.
    static func meaning(of name: ArraySlice<UInt8>) -> Meaning? {
        guard (2...25).contains(name.count) else { return nil }
        return meanings[String(decoding: name, as: UTF8.self)]
    }

    private static let meanings: [String: Meaning] = {
        var meanings: [String: Meaning] = [:]
        for name in builtins.split(separator: " ") { meanings[String(name)] = .builtin }
        for name in keywords.split(separator: " ") { meanings[String(name)] = .keyword }
        for name in ["True", "False", "None", "Ellipsis", "NotImplemented", "__debug__"] {
            meanings[name] = .constant
        }
        for name in ["match", "case", "type"] { meanings[name] = .softKeyword }
        for name in ["def", "class"] { meanings[name] = .definition }
        for name in ["self", "cls"] { meanings[name] = .receiver }
        return meanings
    }()

    private static let keywords = """
        and as assert async await break continue del elif else except finally for from global if \
        import in is lambda nonlocal not or pass raise return try while with yield
        """

    private static let builtins = """
        abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod \
        compile complex delattr dict dir divmod enumerate eval exec filter float format frozenset \
        getattr globals hasattr hash help hex id input int isinstance issubclass iter len list \
        locals map max memoryview min next object oct open ord pow print property range repr \
        reversed round set setattr slice sorted staticmethod str sum super tuple vars zip \
        __import__ __name__ __file__ __doc__ display get_ipython \
        ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup \
        BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError \
        ConnectionAbortedError ConnectionError ConnectionRefusedError ConnectionResetError \
        DeprecationWarning EOFError EncodingWarning Exception ExceptionGroup FileExistsError \
        FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError \
        ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError \
        KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError \
        NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning \
        PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError \
        ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError \
        SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError \
        UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning \
        UserWarning ValueError Warning ZeroDivisionError
        """
}

/// The check whether a text is a module of Python 3 that compiles.
///
/// This is a recognizer by recursive descent for the grammar of Python 3.12 (with the names of its
/// rules), and for those rules of the compiler that make a whole module fail: `return` and `await`
/// where they don't belong, targets that can't be assigned, late `from __future__ import`, and so
/// on. It makes no tree. In doubt it says no: it refuses more than 60 expressions within each other
/// or 16 blocks, so that recursion is bounded.
struct PythonSyntax {
    /// What an expression is, as far as its place asks for it.
    struct Shape: OptionSet {
        let rawValue: UInt8

        /// Something to which values can be assigned.
        static let target = Shape(rawValue: 1)
        /// Something that can be deleted.
        static let deletable = Shape(rawValue: 2)
        /// A name, an attribute or a subscript.
        static let single = Shape(rawValue: 4)
        /// An expression behind a `*`.
        static let starred = Shape(rawValue: 8)

        static let name: Shape = [.target, .deletable, .single]
        static let other: Shape = []

        var isTarget: Bool { contains(.target) }
        var isStarred: Bool { contains(.starred) }

        /// What a tuple or list is, of which this is the shape so far, with one element more.
        mutating func add(_ element: Shape) {
            let isSecondStar = isStarred && element.isStarred
            self = intersection(element).union(isStarred || element.isStarred ? .starred : [])
            if isSecondStar { remove(.target) }
        }

        /// The shape of an empty tuple or list.
        static let empty: Shape = [.target, .deletable]

        /// The shape of what has such elements.
        var ofWhole: Shape { intersection(.empty) }
    }

    /// Where a statement stands.
    struct Scope {
        var isFunction = false
        var isAsync = false
        var isLoop = false
        var isComprehension = false
        var isClass = false
        /// How many functions are around; `nonlocal` asks for two.
        var functions = 0
    }

    static let maximumExpressions = 60
    static let maximumBlocks = 16
    /// How many operands, attributes or `elif` in a row are taken: CPython recurses for each.
    static let maximumChain = 1_000

    let bytes: ArraySlice<UInt8>
    let items: [PythonSymbols.Item]
    var index = 0
    var scope = Scope()
    var expressionDepth = 0
    var blockDepth = 0
    /// Where `from __future__ import` may stand.
    private(set) var prelude: PythonPrelude

    /// Checks a text.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - prelude: What stands before it in the script; goes on if the text compiles.
    ///   - isCell: Whether it is of a notebook's cell, in which `await` may stand anywhere.
    /// - Returns: Whether the text compiles.
    static func isValid(
        _ bytes: ArraySlice<UInt8>,
        prelude: inout PythonPrelude,
        isCell: Bool = false
    ) -> Bool {
        guard let symbols = PythonSymbols(bytes) else { return false }
        var syntax = PythonSyntax(bytes: bytes, items: symbols.items, prelude: prelude)
        syntax.scope.isAsync = isCell
        guard syntax.file() else { return false }
        prelude = syntax.prelude
        return true
    }

    private init(bytes: ArraySlice<UInt8>, items: [PythonSymbols.Item], prelude: PythonPrelude) {
        self.bytes = bytes
        self.items = items
        self.prelude = prelude
    }

    private mutating func file() -> Bool {
        while symbol != .end {
            let start = index
            guard statement() else { return false }
            if prelude.isOpen { pass(start..<index) }
        }
        return true
    }

    /// Notes whether a statement is a string alone or a `from __future__ import`.
    private mutating func pass(_ range: Range<Int>) {
        let first = items[range.lowerBound].symbol
        guard first == .string || first == .from else { return prelude.passStatement() }
        let symbols = items[range].map(\.symbol)
        if symbols.dropLast().allSatisfy({ $0 == .string }), symbols.last == .newline,
            !PythonStringCheck.isBytes(text(at: range.lowerBound))
        {
            prelude.passString()
        } else if first == .from, text(at: range.lowerBound + 1, is: "__future__"),
            !symbols.contains(.semicolon)
        {
            prelude.passImport()
        } else {
            prelude.passStatement()
        }
    }

    // MARK: Tokens

    var symbol: PythonSymbol { items[index].symbol }

    /// The token behind the current one.
    var next: PythonSymbol { index + 1 < items.count ? items[index + 1].symbol : .end }

    func text(at index: Int, is expected: StaticString) -> Bool {
        guard index < items.count, items[index].symbol == .name,
            items[index].range.count == expected.utf8CodeUnitCount
        else { return false }
        return bytes[items[index].range].elementsEqual(String(describing: expected).utf8)
    }

    func text(at index: Int) -> ArraySlice<UInt8> {
        bytes[items[index].range]
    }

    /// Goes behind a token if it is the current one.
    mutating func take(_ expected: PythonSymbol) -> Bool {
        guard symbol == expected else { return false }
        index += 1
        return true
    }

    /// Runs a part of the grammar in another scope.
    mutating func within(_ inner: Scope, _ part: (inout PythonSyntax) -> Bool) -> Bool {
        let outer = scope
        scope = inner
        let result = part(&self)
        scope = outer
        return result
    }
}

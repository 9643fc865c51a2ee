/// A cell's wish for a line of text: `input()`, `getpass()`, `sys.stdin`.
public struct InputRequest: Hashable, Sendable {
    /// The text to show.
    public var prompt: String
    /// Whether the answer should not be shown.
    public var isPassword: Bool

    /// Creates a request.
    public init(prompt: String, isPassword: Bool = false) {
        self.prompt = prompt
        self.isPassword = isPassword
    }
}

/// The answer to an ``InputRequest``.
public enum InputReply: Hashable, Sendable {
    /// A line, without its end; one of more than 512 KiB is refused.
    case text(String)
    /// No more input: `EOFError` in the cell.
    case endOfFile
    /// No input here, for this reason: `EOFError` with this text in the cell.
    case refused(String)
}

/// Who answers a cell's `input()`.
public struct InputPolicy: Sendable {
    private let next: @Sendable (InputRequest) async -> InputReply

    /// Nobody: the cell gets `EOFError` at once, with a text that says so.
    ///
    /// The default.
    public static let refused = InputPolicy { _ in
        .refused("input() is not available: nobody answers this session's requests")
    }

    /// These lines in turn, then the end of file.
    public static func answers(_ lines: [String]) -> InputPolicy {
        let list = AnswerList(lines)
        return InputPolicy { _ in await list.next() }
    }

    /// The closure.
    ///
    /// It is cancelled when the cell no longer waits.
    public static func handler(
        _ handler: @escaping @Sendable (InputRequest) async -> InputReply
    ) -> InputPolicy {
        InputPolicy(handler)
    }

    private init(_ next: @escaping @Sendable (InputRequest) async -> InputReply) {
        self.next = next
    }

    func reply(to request: InputRequest) async -> InputReply {
        await next(request)
    }
}

private actor AnswerList {
    private var lines: ArraySlice<String>

    init(_ lines: [String]) {
        self.lines = lines[...]
    }

    func next() -> InputReply {
        lines.popFirst().map { .text($0) } ?? .endOfFile
    }
}

extension InputReply {
    /// What the protocol can carry, however it is escaped, in bytes.
    private static let longest = 512 << 10

    /// The answer, or that it is too long.
    var bounded: InputReply {
        switch self {
        case .text(let text) where text.utf8.count > Self.longest:
            .refused("the answer has \(text.utf8.count) bytes: no more than 512 KiB can be given")
        case .refused(let why) where why.utf8.count > Self.longest: .refused("")
        default: self
        }
    }
}

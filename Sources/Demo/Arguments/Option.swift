/// An option of a command.
struct Option: Sendable {
    /// The long name without its dashes.
    var name: String
    /// A single letter, if it has one too.
    var letter: Character?
    /// What its value stands for in the help; nil for an option without a value.
    var value: String?
    var help: String
    var isRepeatable = false

    init(
        _ name: String,
        _ letter: Character? = nil,
        value: String? = nil,
        isRepeatable: Bool = false,
        help: String
    ) {
        self.name = name
        self.letter = letter
        self.value = value
        self.isRepeatable = isRepeatable
        self.help = help
    }

    static let help = Option("help", "h", help: "print this help")
}

/// What a command takes.
struct CommandSyntax: Sendable {
    var name: String
    /// The forms of the call, without the program's name.
    var usage: [String]
    var summary: String
    var options: [Option]
    /// The most arguments that are no options.
    var operands: Int
    var notes = ""

    /// The help page.
    var help: String {
        var text = ""
        for (index, line) in usage.enumerated() {
            text += (index == 0 ? "usage: " : "       ") + "sandbox-demo \(line)\n"
        }
        text += "\n\(summary)\n\noptions:\n"
        for option in options + [.help] {
            var left = option.letter.map { "-\($0), " } ?? "    "
            left += "--\(option.name)" + (option.value.map { " \($0)" } ?? "")
            text +=
                "  " + left + String(repeating: " ", count: max(2, 30 - left.count)) + option.help
            text += option.isRepeatable ? " (repeatable)\n" : "\n"
        }
        return notes.isEmpty ? text : text + "\n\(notes)\n"
    }
}

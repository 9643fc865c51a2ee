import NotebookModel
import SandboxCore

/// A command's arguments, told apart.
struct Arguments: Sendable {
    private(set) var operands: [String] = []
    private var values: [String: [String]] = [:]

    /// Reads the arguments: `--name value`, `--name=value`, `-n value`, `-nvalue`; `--` ends the
    /// options, and `-` is none.
    ///
    /// - Throws: ``CommandError`` that names the argument that is wrong.
    init(_ arguments: [String], _ syntax: CommandSyntax) throws(CommandError) {
        let options = syntax.options + [.help]
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                break
            } else if argument.hasPrefix("--") {
                let parts = argument.dropFirst(2).split(
                    separator: "=",
                    maxSplits: 1,
                    omittingEmptySubsequences: false
                )
                let name = String(parts[0])
                guard let option = options.first(where: { $0.name == name }) else {
                    let near = Suggestion.nearest(to: name, in: options.map(\.name))
                    let hint = near.map { "did you mean '--\($0)'?" } ?? "see --help"
                    throw .usage(
                        "unknown option '--\(name.escapingControls)' of '\(syntax.name)'; \(hint)"
                    )
                }
                let given = parts.count > 1 ? String(parts[1]) : nil
                try take(option, as: "--\(name)", given, &rest, options)
            } else if argument.hasPrefix("-"), argument != "-" {
                let letter = argument.dropFirst().first
                guard let option = options.first(where: { $0.letter != nil && $0.letter == letter })
                else {
                    throw .usage(
                        "unknown option '\(argument.escapingControls)' of '\(syntax.name)'; see --help, or put '--' before it"
                    )
                }
                let given = argument.count > 2 ? String(argument.dropFirst(2)) : nil
                try take(option, as: String(argument.prefix(2)), given, &rest, options)
            } else {
                operands.append(argument)
            }
        }
        guard self["help"] == nil, operands.count > syntax.operands else { return }
        throw .usage(
            "'\(operands[syntax.operands].escapingControls)' is one argument too many; see --help"
        )
    }

    private mutating func take(
        _ option: Option,
        as written: String,
        _ given: String?,
        _ rest: inout ArraySlice<String>,
        _ options: [Option]
    ) throws(CommandError) {
        if let placeholder = option.value {
            // A known option in place of the value is a forgotten value; anything else may be
            // meant.
            let isForgotten =
                rest.first.map { next in next == "--" || options.contains { "--\($0.name)" == next }
                } ?? true
            guard let value = given ?? (isForgotten ? nil : rest.popFirst()) else {
                throw .usage("the option '\(written)' needs a value: \(written) \(placeholder)")
            }
            guard option.isRepeatable || values[option.name] == nil else {
                throw .usage("the option '\(written)' is given twice; give it once")
            }
            values[option.name, default: []].append(value)
        } else {
            guard given == nil else { throw .usage("the option '\(written)' takes no value") }
            values[option.name] = [""]
        }
    }

    /// An option's value.
    subscript(name: String) -> String? { values[name]?.last }

    /// The values of an option that can be repeated.
    func all(_ name: String) -> [String] { values[name] ?? [] }

    func has(_ name: String) -> Bool { values[name] != nil }
}

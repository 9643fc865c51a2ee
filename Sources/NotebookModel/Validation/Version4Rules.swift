/// The rules of nbformat 4, as its schemas have them for the minor versions from 0 to 5.
///
/// A newer minor version is read by the rules of 4.5, with unknown members, unknown kinds of cells
/// and outputs, and any value in a MIME bundle allowed. Ids are not in the table, apart from being
/// allowed since 4.5, because nbformat supplies what is missing or repeated before it looks at
/// them: see ``CellIDCheck``.
struct Version4Rules {
    /// The newest minor version that is known.
    static let newestMinor = 5

    /// The rule for a notebook, by minor version; the last is for all that are newer.
    static let notebooks = (0...newestMinor + 1).map { Version4Rules(minor: $0).notebook }

    let minor: Int

    private var isNewer: Bool { minor > Version4Rules.newestMinor }

    /// The rule for members that are not known.
    private var others: @Sendable (String) -> Rule? {
        let rule: Rule? = isNewer ? .anything : nil
        return { _ in rule }
    }

    private var notebook: ObjectRule {
        ObjectRule(
            required: ["cells", "metadata", "nbformat", "nbformat_minor"],
            [
                "cells": .list(cell), "metadata": metadata,
                "nbformat": .anything, "nbformat_minor": .anything,
            ],
            others: others
        )
    }

    private var metadata: Rule {
        var members: [String: Rule] = [
            "kernelspec": .open(
                required: ["name", "display_name"],
                ["name": .string, "display_name": .string]
            ),
            "language_info": .open(
                required: ["name"],
                [
                    "name": .string, "file_extension": .string, "mimetype": .string,
                    "pygments_lexer": .string, "codemirror_mode": .types([.string, .object]),
                ]
            ),
            "orig_nbformat": .integer(minimum: 1),
        ]
        if minor >= 2 {
            members["title"] = .string
            members["authors"] = .types([.array])
        }
        return .open(members)
    }

    private var cell: Rule {
        let text: [String: Rule] = ["attachments": attachments]
        let code: [String: Rule] = [
            "outputs": .list(output), "execution_count": .integer(minimum: 0, orNull: true),
        ]
        return .variant(
            VariantRule(
                key: "cell_type",
                kinds: [
                    "raw": cell(text, metadata: ["format": .string]),
                    "markdown": cell(text, metadata: [:]),
                    "code": cell(code, required: ["outputs", "execution_count"], metadata: run),
                ],
                unknown: isNewer
                    ? ObjectRule(
                        required: ["cell_type", "metadata"],
                        ["metadata": .open(["name": .name, "tags": .tags])]
                    ) : nil
            )
        )
    }

    private func cell(
        _ own: [String: Rule],
        required: [String] = [],
        metadata: [String: Rule]
    ) -> ObjectRule {
        var metadata = metadata
        metadata["name"] = .name
        metadata["tags"] = .tags
        if minor >= 3 { metadata["jupyter"] = .open() }
        var members = own
        members["cell_type"] = .anything
        members["metadata"] = .open(metadata)
        members["source"] = .lines
        if minor >= 5 { members["id"] = .anything }
        return ObjectRule(
            required: ["cell_type", "metadata", "source"] + required,
            members,
            others: others
        )
    }

    /// The metadata of a code cell about its run and its outputs.
    private var run: [String: Rule] {
        var members: [String: Rule] = [
            "collapsed": .boolean, "scrolled": .values([true, false, "auto"]),
        ]
        if minor >= 4 {
            members["execution"] = .object(
                ObjectRule { name in SchemaPattern.isLine(name) ? .string : .anything }
            )
        }
        return members
    }

    private var output: Rule {
        let shown: [String: Rule] = ["data": bundle, "metadata": .open()]
        let count = Rule.integer(minimum: 0, orNull: true)
        return .variant(
            VariantRule(
                key: "output_type",
                kinds: [
                    "stream": output(["name": .string, "text": .lines]),
                    "display_data": output(shown),
                    "execute_result": output(shown.merging(["execution_count": count]) { $1 }),
                    "error": output([
                        "ename": .string, "evalue": .string, "traceback": .list(.string),
                    ]),
                ],
                unknown: isNewer ? ObjectRule(required: ["output_type"]) : nil
            )
        )
    }

    /// The rule for an output of a kind, all of whose members are required.
    private func output(_ own: [String: Rule]) -> ObjectRule {
        ObjectRule(
            required: ["output_type"] + own.keys.sorted(),
            own.merging(["output_type": .anything]) { $1 },
            others: others
        )
    }

    private var bundle: Rule {
        guard !isNewer else { return .open() }
        return .object(ObjectRule { type in SchemaPattern.isJSON(type) ? .anything : .lines })
    }

    private var attachments: Rule {
        let bundle = bundle
        return .object(ObjectRule { _ in bundle })
    }
}

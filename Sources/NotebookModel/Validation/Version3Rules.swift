/// The rules of nbformat 3, as its schema has them.
enum Version3Rules {
    static let notebook = ObjectRule(
        required: ["metadata", "nbformat", "nbformat_minor", "worksheets"],
        [
            "metadata": .open([
                "kernel_info": .open(
                    required: ["name", "language"],
                    ["name": .string, "language": .string, "codemirror_mode": .string]
                ),
                "signature": .string,
            ]),
            "nbformat": .anything, "nbformat_minor": .anything,
            "orig_nbformat": .integer(minimum: 1), "orig_nbformat_minor": .integer(minimum: 0),
            "worksheets": .list(worksheet),
        ],
        others: none
    )

    private static let none: @Sendable (String) -> Rule? = { _ in nil }

    /// The schema forgets to say that a worksheet is an object, so anything else passes.
    private static let worksheet = Rule.ifObject(
        ObjectRule(required: ["cells"], ["cells": .list(cell), "metadata": .open()], others: none)
    )

    private static let cell: Rule = {
        let described: [String: Rule] = ["name": .name, "tags": .tags]
        let text: [String: Rule] = ["source": .lines]
        let markdown = cell(required: ["source"], text, metadata: described)
        return .variant(
            VariantRule(
                key: "cell_type",
                kinds: [
                    "raw": cell(
                        required: ["source"],
                        text,
                        metadata: described.merging(["format": .string]) { $1 }
                    ),
                    "markdown": markdown,
                    "html": markdown,
                    "heading": cell(
                        required: ["source", "level"],
                        ["source": .lines, "level": .integer(minimum: 1)]
                    ),
                    "code": cell(
                        required: ["input", "outputs", "language"],
                        [
                            "input": .lines, "outputs": .list(output), "language": .string,
                            "collapsed": .boolean,
                            "prompt_number": .integer(minimum: 0, orNull: true),
                        ]
                    ),
                ]
            )
        )
    }()

    private static func cell(
        required: [String],
        _ own: [String: Rule],
        metadata: [String: Rule] = [:]
    ) -> ObjectRule {
        var members = own
        members["cell_type"] = .anything
        members["metadata"] = .open(metadata)
        return ObjectRule(required: ["cell_type"] + required, members, others: none)
    }

    private static let output = Rule.variant(
        VariantRule(
            key: "output_type",
            kinds: [
                "pyout": shown(
                    required: ["prompt_number"],
                    ["prompt_number": .integer(minimum: 0)]
                ) { SchemaPattern.isMIMEType($0) },
                "display_data": shown { SchemaPattern.endsWithMIMEType($0) },
                "stream": ObjectRule(
                    required: ["output_type", "stream", "text"],
                    ["output_type": .anything, "stream": .string, "text": .lines],
                    others: none
                ),
                "pyerr": ObjectRule(
                    required: ["output_type", "ename", "evalue", "traceback"],
                    [
                        "output_type": .anything, "ename": .string, "evalue": .string,
                        "traceback": .list(.string),
                    ],
                    others: none
                ),
            ]
        )
    )

    /// The rule for an output whose data are members of it, under short names or MIME types.
    private static func shown(
        required: [String] = [],
        _ own: [String: Rule] = [:],
        isData: @escaping @Sendable (String) -> Bool
    ) -> ObjectRule {
        var members = own
        members["output_type"] = .anything
        members["metadata"] = .open()
        for name in [
            "text", "latex", "png", "jpeg", "svg", "html", "javascript", "json", "pdf",
        ] {
            members[name] = .lines
        }
        return ObjectRule(required: ["output_type"] + required, members) { name in
            isData(name) ? .lines : nil
        }
    }
}

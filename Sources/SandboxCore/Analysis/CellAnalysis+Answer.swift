internal import NotebookModel

extension CellAnalysis {
    init(_ reader: AnswerReader) throws(ProtocolViolation) {
        self.init(
            defines: try reader.texts("defines"),
            perhapsDefines: try reader.texts("perhaps"),
            uses: try reader.texts("uses"),
            usesWhenCalled: try reader.texts("usesLater"),
            mutates: try reader.texts("mutates"),
            mutatesWhenCalled: try reader.texts("mutatesLater"),
            deletes: try reader.texts("deletes")
        )
        for place in try reader.objects("opaque") {
            guard let kind = Opacity.Kind(rawValue: try place.text("kind")) else {
                throw place.refusal("kind")
            }
            let what = try place.text("what")
            opacities.append(Opacity(line: try place.count("line"), kind: kind, what: what))
        }
        for place in try reader.objects("doubts") {
            guard let kind = CellDoubt.Kind(rawValue: try place.text("kind")) else {
                throw place.refusal("kind")
            }
            doubts.append(
                CellDoubt(
                    line: try place.count("line"),
                    kind: kind,
                    what: try place.text("what"),
                    isShownOnly: try place.bool("isShown")
                )
            )
        }
        if let error = try reader.optionalObject("error") {
            failure = Failure(
                line: try error.count("line"),
                column: try error.count("column"),
                message: try error.text("message")
            )
        }
    }

    /// How many names it has, counted in each list.
    var nameCount: Int {
        [defines, uses, usesWhenCalled, mutates, mutatesWhenCalled, deletes].reduce(0) {
            $0 + $1.count
        }
    }

    /// The analysis as an agent tells it.
    var json: JSONValue {
        func names(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
        func place(_ line: Int, _ kind: String, _ what: String) -> JSONValue {
            ["line": .number(line), "kind": .string(kind), "what": .string(what)]
        }
        return [
            "defines": names(defines), "perhaps": names(perhapsDefines), "uses": names(uses),
            "usesLater": names(usesWhenCalled), "mutates": names(mutates),
            "mutatesLater": names(mutatesWhenCalled), "deletes": names(deletes),
            "opaque": .array(opacities.map { place($0.line, $0.kind.rawValue, $0.what) }),
            "doubts": .array(
                doubts.map { doubt in
                    [
                        "line": .number(doubt.line), "kind": .string(doubt.kind.rawValue),
                        "what": .string(doubt.what), "isShown": .bool(doubt.isShownOnly),
                    ]
                }
            ),
            "error": failure.map { failure in
                [
                    "line": .number(failure.line), "column": .number(failure.column),
                    "message": .string(failure.message),
                ]
            } ?? .null,
        ]
    }
}

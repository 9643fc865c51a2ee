extension ProblemLog {
    /// Notes what is doubtful in a notebook of format 4, ids aside.
    mutating func checkDoubts(in notebook: JSONObject) {
        inside("metadata") { log in
            for name in ["orig_nbformat", "orig_nbformat_minor", "signature"]
            where notebook["metadata"]?[name] != nil {
                log.report(.sessionMember(name), at: name)
            }
        }
        var names: [[UInt8]: JSONPointer] = [:]
        inside("cells") { log in
            for (index, value) in (notebook["cells"]?.arrayValue ?? []).enumerated() {
                guard case .object(let cell) = value else { continue }
                log.inside(String(index)) { log in
                    log.checkMetadata(of: cell, names: &names)
                    log.checkReferences(of: cell)
                }
            }
        }
    }

    private mutating func checkMetadata(
        of cell: JSONObject,
        names: inout [[UInt8]: JSONPointer]
    ) {
        guard case .object(let metadata)? = cell["metadata"] else { return }
        if metadata["trusted"] != nil {
            report(.sessionMember("trusted"), at: "metadata", "trusted")
        }
        guard let name = metadata["name"]?.stringValue else { return }
        if let first = names[Array(name.utf8)] {
            report(.repeatedName(first: first), at: "metadata", "name")
        } else {
            names[Array(name.utf8)] = pointer
        }
    }

    private mutating func checkReferences(of cell: JSONObject) {
        guard cell["cell_type"]?.stringValue == "markdown", let text = cell["source"]?.multilineText
        else { return }
        let names = cell["attachments"]?.objectValue?.keys ?? []
        for name in AttachmentReferences(to: names).missing(in: text) {
            report(.missingAttachment(name), at: "source")
        }
    }

    /// Notes the repeated names and the numbers that are no JSON, wherever they are.
    mutating func checkJSON(_ value: JSONValue) {
        switch value {
        case .null, .bool, .string:
            break
        case .number(let number):
            if !number.isJSON { report(.nonFiniteNumber(number)) }
        case .array(let values):
            for (index, value) in values.enumerated() where value.mayHoldDoubts {
                inside(String(index)) { $0.checkJSON(value) }
            }
        case .object(let object):
            for name in object.repeatedKeys { report(.repeatedKey(name), at: name) }
            for member in object.distinctMembers where member.value.mayHoldDoubts {
                inside(member.key) { $0.checkJSON(member.value) }
            }
        }
    }
}

extension JSONValue {
    /// Tells whether a number or a container, the values that can be doubtful as JSON.
    fileprivate var mayHoldDoubts: Bool {
        switch self {
        case .null, .bool, .string: false
        case .number, .array, .object: true
        }
    }
}

extension PartReader {
    mutating func cell() throws(JSONError) -> Cell.Content? {
        var type = Once<String>()
        var source = Once<String>()
        var id = Once<String>()
        var metadata = Once<JSONObject>()
        var outputs = Once<[Output]>()
        var count = Once<Int?>()
        var attachments = Once<[CellAttachment]>()
        var others = JSONObject()
        let isComplete = try object { (reader, key) throws(JSONError) in
            switch key {
            case "cell_type": return type.take(try reader.text())
            case "source": return source.take(try reader.lines())
            case "id": return id.take(try reader.text())
            case "metadata": return metadata.take(try reader.dictionary())
            case "execution_count": return count.take(try reader.count())
            case "outputs":
                return outputs.take(
                    try reader.array { (reader) throws(JSONError) in try reader.output() }
                )
            case "attachments": return attachments.take(try reader.attachments())
            default:
                others.members.append(JSONObject.Member(key: key, value: try reader.json.value()))
                return true
            }
        }
        guard isComplete, let type = type.value else { return nil }
        let kind: Cell.Kind
        switch type {
        case "code": kind = .code(outputs: outputs.value ?? [], executionCount: count.value ?? nil)
        case "markdown": kind = .markdown(attachments: attachments.value ?? [])
        case "raw": kind = .raw(attachments: attachments.value ?? [])
        default: return nil
        }
        guard type == "code" ? !attachments.isTaken : !outputs.isTaken && !count.isTaken else {
            return nil
        }
        return Cell.Content(
            kind: kind,
            source: source.value ?? "",
            id: id.value,
            metadata: metadata.value ?? JSONObject(),
            otherMembers: others
        )
    }

    mutating func output() throws(JSONError) -> Output? {
        var type = Once<String>()
        var name = Once<String>()
        var text = Once<String>()
        var data = Once<MIMEBundle>()
        var metadata = Once<JSONObject>()
        var count = Once<Int?>()
        var error = Once<String>()
        var message = Once<String>()
        var traceback = Once<[String]>()
        var others = JSONObject()
        let isComplete = try object { (reader, key) throws(JSONError) in
            switch key {
            case "output_type": return type.take(try reader.text())
            case "name": return name.take(try reader.text())
            case "text": return text.take(try reader.lines())
            case "data": return data.take(try reader.bundle())
            case "metadata": return metadata.take(try reader.dictionary())
            case "execution_count": return count.take(try reader.count())
            case "ename": return error.take(try reader.text())
            case "evalue": return message.take(try reader.text())
            case "traceback":
                return traceback.take(
                    try reader.array { (reader) throws(JSONError) in try reader.text() }
                )
            default:
                others.members.append(JSONObject.Member(key: key, value: try reader.json.value()))
                return true
            }
        }
        guard isComplete, let type = type.value else { return nil }
        // A member of another type of output belongs to the others: left to the slower reader.
        let isStream = name.isTaken || text.isTaken
        let isData = data.isTaken || metadata.isTaken
        let isError = error.isTaken || message.isTaken || traceback.isTaken
        switch type {
        case "stream":
            guard !isData, !isError, !count.isTaken else { return nil }
            let name = name.value.map { StreamName(rawValue: $0) } ?? .stdout
            return Output(.stream(name: name, text: text.value ?? ""), otherMembers: others)
        case "display_data", "execute_result":
            guard !isStream, !isError else { return nil }
            let data = data.value ?? MIMEBundle()
            let metadata = metadata.value ?? JSONObject()
            if type == "execute_result" {
                return Output(
                    .executeResult(data, metadata: metadata, executionCount: count.value ?? nil),
                    otherMembers: others
                )
            }
            guard !count.isTaken else { return nil }
            return Output(.displayData(data, metadata: metadata), otherMembers: others)
        case "error":
            guard !isStream, !isData, !count.isTaken else { return nil }
            return Output(
                .error(
                    name: error.value ?? "",
                    value: message.value ?? "",
                    traceback: traceback.value ?? []
                ),
                otherMembers: others
            )
        default: return nil
        }
    }
}

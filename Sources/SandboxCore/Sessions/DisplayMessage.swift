internal import NotebookModel

/// What a cell displayed, as the agent sends it.
enum DisplayMessage: Sendable {
    case output(Output, displayID: String?)
    case update(Output, displayID: String)
    case clear(wait: Bool)

    private static let parser = JSONParser(maximumDepth: 256, maximumValueCount: 1_000_000)

    init(_ bytes: [UInt8], executionCount: Int?) throws(ProtocolViolation) {
        guard let object = (try? DisplayMessage.parser.parse(bytes))?.objectValue else {
            throw .badPayload(.displayEnd, "something else than a JSON object")
        }
        let reader = PayloadReader(object, of: .displayEnd)
        let data = MIMEBundle(object["data"]?.objectValue ?? [:])
        let metadata = object["metadata"]?.objectValue ?? [:]
        let displayID = reader.optionalString("display_id")
        switch try reader.string("type") {
        case "display_data":
            self = .output(.displayData(data, metadata: metadata), displayID: displayID)
        case "execute_result":
            let result = Output.executeResult(
                data,
                metadata: metadata,
                executionCount: executionCount
            )
            self = .output(result, displayID: displayID)
        case "update_display_data":
            let displayID = try reader.string("display_id")
            self = .update(.displayData(data, metadata: metadata), displayID: displayID)
        case "clear_output":
            self = .clear(wait: object["wait"]?.boolValue ?? false)
        default: throw .badPayload(.displayEnd, "an unknown type")
        }
    }
}

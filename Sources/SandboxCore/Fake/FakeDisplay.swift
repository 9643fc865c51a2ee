internal import NotebookModel

/// A display message on its way to the host.
enum FakeDisplay: Sendable {
    case plot(MIMEBundle)
    case result(MIMEBundle)
    case display(MIMEBundle, id: String?)
    case update(id: String, MIMEBundle)
    case clear(wait: Bool)

    var bytes: [UInt8] {
        let message: JSONObject =
            switch self {
            case .plot(let data): message("display_data", data)
            case .result(let data): message("execute_result", data)
            case .display(let data, let id): message("display_data", data, id: id)
            case .update(let id, let data): message("update_display_data", data, id: id)
            case .clear(let wait):
                ["type": "clear_output", "data": [:], "metadata": [:], "wait": .bool(wait)]
            }
        return JSONValue.object(message).compactBytes()
    }

    private func message(_ type: String, _ data: MIMEBundle, id: String? = nil) -> JSONObject {
        let contents = data.entries.map { entry -> (String, JSONValue) in
            switch entry.content {
            case .text(let text): (entry.type, .string(text))
            case .base64(let digits): (entry.type, .string(digits))
            case .json(let value): (entry.type, value)
            }
        }
        var message: JSONObject = [
            "type": .string(type), "data": .object(JSONObject(contents)), "metadata": [:],
        ]
        message["display_id"] = id.map { .string($0) }
        return message
    }
}

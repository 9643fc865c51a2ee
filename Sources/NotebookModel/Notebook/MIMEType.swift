/// The rules that nbformat has for the types of a bundle.
enum MIMEType {
    /// Tells whether the content is any JSON value, never joined or split (nbformat 4 schema).
    static func isJSON(_ type: String) -> Bool {
        type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json"))
    }

    /// Tells whether the content is written as a list of lines (nbformat `rwbase.split_lines`).
    static func isSplit(_ type: String) -> Bool {
        type.hasPrefix("text/") || type == "application/javascript" || type == "image/svg+xml"
    }

    /// Tells whether a string in this type is Base64: media other than XML, PDF and plain bytes.
    static func isBase64(_ type: String) -> Bool {
        if type.hasSuffix("+xml") || type.hasSuffix("+json") { return false }
        for prefix in ["image/", "audio/", "video/", "font/"] where type.hasPrefix(prefix) {
            return true
        }
        return ["application/pdf", "application/octet-stream", "application/zip"].contains(type)
    }
}

extension MIMEBundle {
    /// Makes a bundle of its JSON.
    package init(_ object: JSONObject) {
        entries = object.map { Entry(type: $0.key, content: Content($0.value, type: $0.key)) }
    }
}

extension MIMEBundle.Content {
    /// Makes the content of its JSON; what is no text in a type for text stays JSON.
    init(_ value: JSONValue, type: String) {
        if !MIMEType.isJSON(type), !value.isNull, let text = value.multilineText {
            self = MIMEType.isBase64(type) ? .base64(text) : .text(text)
        } else {
            self = .json(value)
        }
    }
}

/// Reads parts of a notebook straight from well-formed bytes, as long as they are as they should be.
///
/// What isn't (a member of the wrong type, or there twice, or in the wrong place) gives `nil`; then
/// the part is read as JSON first, which is slower and takes everything.
struct PartReader {
    var json: JSONReader

    init(_ bytes: [UInt8], from position: Int) {
        json = JSONReader(bytes: bytes, from: position)
    }

    /// Reads an object, each value by a function that gets the key; false if one gave false.
    mutating func object(
        _ member: (inout PartReader, String) throws(JSONError) -> Bool
    ) throws(JSONError) -> Bool {
        guard json.take(UInt8(ascii: "{")) else { return false }
        if json.take(UInt8(ascii: "}")) { return true }
        repeat {
            guard json.peek() == UInt8(ascii: "\"") else { return false }
            let key = try json.string()
            guard json.take(UInt8(ascii: ":")), try member(&self, key) else { return false }
        } while json.take(UInt8(ascii: ","))
        return json.take(UInt8(ascii: "}"))
    }

    /// Reads an array, each element by a function; `nil` if one gave `nil`.
    mutating func array<Element>(
        _ element: (inout PartReader) throws(JSONError) -> Element?
    ) throws(JSONError) -> [Element]? {
        guard json.take(UInt8(ascii: "[")) else { return nil }
        var elements: [Element] = []
        if json.take(UInt8(ascii: "]")) { return elements }
        repeat {
            guard let value = try element(&self) else { return nil }
            elements.append(value)
        } while json.take(UInt8(ascii: ","))
        return json.take(UInt8(ascii: "]")) ? elements : nil
    }

    mutating func text() throws(JSONError) -> String? {
        json.peek() == UInt8(ascii: "\"") ? try json.string() : nil
    }

    /// Reads a text, or a list of texts and joins them.
    mutating func lines() throws(JSONError) -> String? {
        guard json.take(UInt8(ascii: "[")) else { return try text() }
        if json.take(UInt8(ascii: "]")) { return "" }
        json.buffer.removeAll(keepingCapacity: true)
        repeat {
            guard json.peek() == UInt8(ascii: "\"") else { return nil }
            try json.appendString()
        } while json.take(UInt8(ascii: ","))
        guard json.take(UInt8(ascii: "]")) else { return nil }
        return String(decoding: json.buffer, as: UTF8.self)
    }

    mutating func dictionary() throws(JSONError) -> JSONObject? {
        json.peek() == UInt8(ascii: "{") ? try json.value().objectValue : nil
    }

    /// Reads a count, or `null` for none.
    mutating func count() throws(JSONError) -> Int?? {
        try json.value().lenientCount
    }

    mutating func bundle() throws(JSONError) -> MIMEBundle? {
        var bundle = MIMEBundle()
        let isComplete = try object { (reader, type) throws(JSONError) in
            let content = try reader.content(of: type)
            bundle.entries.append(MIMEBundle.Entry(type: type, content: content))
            return true
        }
        return isComplete ? bundle : nil
    }

    /// Reads attachments; `nil` if there is none, since an empty object is kept as it is.
    mutating func attachments() throws(JSONError) -> [CellAttachment]? {
        var attachments: [CellAttachment] = []
        let isComplete = try object { (reader, name) throws(JSONError) in
            guard let content = try reader.bundle() else { return false }
            attachments.append(CellAttachment(name: name, content: content))
            return true
        }
        return isComplete && !attachments.isEmpty ? attachments : nil
    }

    private mutating func content(of type: String) throws(JSONError) -> MIMEBundle.Content {
        guard !MIMEType.isJSON(type) else { return .json(try json.value()) }
        _ = json.peek()
        let start = json.position
        if let text = try lines() { return MIMEType.isBase64(type) ? .base64(text) : .text(text) }
        json.position = start
        return MIMEBundle.Content(try json.value(), type: type)
    }
}

/// Takes the values of members, each just once.
struct Once<Value> {
    private(set) var value: Value?

    var isTaken: Bool { value != nil }

    /// Takes a value; false if there is none, or one already.
    mutating func take(_ value: Value?) -> Bool {
        guard self.value == nil, let value else { return false }
        self.value = value
        return true
    }
}

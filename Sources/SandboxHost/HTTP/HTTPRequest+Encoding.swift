extension HTTPRequest {
    /// The request as bytes, body included.
    package func encoded(host: String) throws(HTTPError) -> [UInt8] {
        // RFC 9110, section 8.6: a method that usually has a body says so when there is none.
        let count = body?.count ?? (["POST", "PUT", "PATCH"].contains(method) ? 0 : nil)
        let length = count.map { HTTPHeaders.Field(name: "Content-Length", value: "\($0)") }
        return try head(host: host, framing: length) + (body ?? [])
    }

    /// The head of a request whose body follows in chunks.
    func encodedHeadForChunks(host: String) throws(HTTPError) -> [UInt8] {
        guard body == nil, !requestsUpgrade else { throw .invalidRequest("two bodies") }
        let chunked = HTTPHeaders.Field(name: "Transfer-Encoding", value: "chunked")
        return try head(host: host, framing: chunked)
    }

    /// A piece of a chunked body, framed; it must not be empty, for that is the end.
    static func encodedChunk(_ bytes: [UInt8]) -> [UInt8] {
        var framed = Array("\(String(bytes.count, radix: 16))\r\n".utf8)
        framed.reserveCapacity(framed.count + bytes.count + 2)
        framed += bytes
        framed += "\r\n".utf8
        return framed
    }

    /// The end of a chunked body.
    static let encodedEnd = Array("0\r\n\r\n".utf8)

    private func head(
        host: String,
        framing: HTTPHeaders.Field?
    ) throws(HTTPError) -> [UInt8] {
        guard HTTPSyntax.isToken(method.utf8) else { throw Self.invalid(method) }
        guard target.hasPrefix("/"),
            target.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") })
        else { throw Self.invalid(target) }
        var fields = [HTTPHeaders.Field(name: "Host", value: host)]
        if headers["Connection"] == nil {
            // RFC 9110, section 7.8: a sender of Upgrade names it in Connection too.
            let option = requestsUpgrade ? "Upgrade" : "close"
            fields.append(HTTPHeaders.Field(name: "Connection", value: option))
        }
        for name in ["Host", "Content-Length", "Transfer-Encoding"] where headers[name] != nil {
            throw Self.invalid("\(name) is not the caller's to set")
        }
        fields += headers.fields
        if let framing { fields.append(framing) }
        var text = "\(method) \(target) HTTP/1.1\r\n"
        for field in fields {
            let isValid = HTTPSyntax.isToken(field.name.utf8) && HTTPSyntax.isText(field.value.utf8)
            guard isValid else { throw Self.invalid("\(field.name): \(field.value)") }
            text += "\(field.name): \(field.value)\r\n"
        }
        return Array((text + "\r\n").utf8)
    }

    private static func invalid(_ text: String) -> HTTPError {
        .invalidRequest(HTTPError.excerpt(text.utf8))
    }
}

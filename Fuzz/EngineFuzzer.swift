// Compiled by Scripts/fuzz against the modules SandboxHost and SandboxCore, whose internals it looks at.

import NotebookModel

@testable import SandboxCore
@testable import SandboxHost

/// One input of libFuzzer: as what a container engine sends in answer to a request, and in an attached stream.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEngine(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: data, count: count))
    for request in [HTTPResponseParser.Request.ordinary, .head, .upgrade] {
        let answer = requireEqual(bytes, "an answer") { parse($0, to: request) }
        precondition(answer.body.count + answer.leftover.count <= count, "more bytes than came")
    }
    let chunks = requireEqual(bytes, "a chunked body", decodeChunks)
    precondition(chunks.body.count <= count, "more bytes than came")
    checkStream(bytes)
    checkLines(bytes)
    return 0
}

private struct ParsedAnswer: Equatable {
    var head: HTTPResponseHead?
    var body: [UInt8] = []
    var isEnded = false
    var isUpgraded = false
    var leftover: [UInt8] = []
    var error: HTTPError?
}

private func parse(_ pieces: [[UInt8]], to request: HTTPResponseParser.Request) -> ParsedAnswer {
    var parser = HTTPResponseParser(request)
    var answer = ParsedAnswer()
    do throws(HTTPError) {
        for piece in pieces {
            parser.append(piece)
            try take(&parser, &answer)
        }
        parser.finish()
        try take(&parser, &answer)
        answer.leftover = parser.takeLeftover()
    } catch {
        answer.error = error
    }
    answer.isUpgraded = parser.isUpgraded
    return answer
}

private func take(
    _ parser: inout HTTPResponseParser,
    _ answer: inout ParsedAnswer
) throws(HTTPError) {
    while let part = try parser.next() {
        precondition(!answer.isEnded, "something after the end")
        switch part {
        case .head(let head):
            precondition(answer.head == nil, "two heads")
            answer.head = head
        case .body(let bytes):
            precondition(
                answer.head != nil && !bytes.isEmpty,
                "a body without head, or an empty piece"
            )
            answer.body += bytes
        case .end: answer.isEnded = true
        }
    }
}

private struct DecodedChunks: Equatable {
    var body: [UInt8] = []
    var isAtEnd = false
    var error: HTTPError?
}

private func decodeChunks(_ pieces: [[UInt8]]) -> DecodedChunks {
    var decoder = ChunkedDecoder()
    var queue = ByteQueue()
    var chunks = DecodedChunks()
    do throws(HTTPError) {
        for piece in pieces {
            queue.append(piece)
            while let event = try decoder.next(from: &queue) {
                if case .data(let bytes) = event { chunks.body += bytes }
            }
        }
    } catch {
        chunks.error = error
    }
    chunks.isAtEnd = decoder.isAtEnd
    return chunks
}

/// The two streams are what an independent reading of the headers gives.
private func checkStream(_ bytes: [UInt8]) {
    let (output, errors, isBroken) = demultiplex(bytes)
    for pieces in divisions(of: bytes) {
        var demultiplexer = StreamDemultiplexer()
        var got: [UInt8] = []
        var failed = false
        for piece in pieces where !failed {
            do throws(ProtocolViolation) {
                got += try demultiplexer.feed(piece)
            } catch {
                failed = true
            }
        }
        precondition(failed == isBroken, "a broken stream is passed over, or a sound one refused")
        precondition(failed ? output.starts(with: got) : got == output, "other output")
        precondition(demultiplexer.errors == errors.suffix(8 << 10), "other errors")
    }
}

private func demultiplex(_ bytes: [UInt8]) -> (output: [UInt8], errors: [UInt8], isBroken: Bool) {
    var (output, errors): ([UInt8], [UInt8]) = ([], [])
    var rest = bytes[...]
    while rest.count >= 8 {
        let header = Array(rest.prefix(8))
        let length = header[4...].reduce(0) { $0 << 8 | Int($1) }
        guard header[0] <= 2, header[1...3] == [0, 0, 0], length <= 64 << 20 else {
            return (output, errors, true)
        }
        let piece = rest.dropFirst(8).prefix(length)
        if header[0] == 2 { errors += piece } else { output += piece }
        rest = rest.dropFirst(8 + length)
    }
    return (output, errors, false)
}

private func checkLines(_ bytes: [UInt8]) {
    _ = requireEqual(bytes, "lines of progress") { pieces -> [JSONValue]? in
        var lines = EngineLines()
        var values: [JSONValue] = []
        do {
            for piece in pieces { values += try lines.feed(piece) }
            return try values + lines.finish()
        } catch {
            return nil
        }
    }
}

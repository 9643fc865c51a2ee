import NotebookModel
import NotebookTestSupport
import Testing

@Suite struct OutputCollectorTests {
    private func text(_ pieces: [String]) -> String? {
        let outputs = pieces.map { Output.stream(.stdout, $0) }.mergingStreams()
        guard outputs.count == 1, case .stream(.stdout, let text) = outputs[0].kind else {
            return nil
        }
        return text
    }

    @Test func `display identifiers are told by the index of their outputs`() {
        var collector = OutputCollector()
        collector.append(.stream(.stdout, "a"))
        collector.append(.stream(.stdout, "b"))
        collector.append(.displayData(.plainText("1")), displayID: "d")
        collector.append(.displayData(.plainText("2")))
        collector.append(.stream(.stdout, "c"))
        #expect(collector.displayIDs == [1: "d"])
        collector.clear()
        #expect(collector.displayIDs.isEmpty)
    }

    // What JupyterLab 4.6.6 keeps: its `OutputAreaModel`, taken out of the released bundle and run.
    // On 20,000 random sequences of events it kept the same outputs as the collector.
    @Test(arguments: [
        (["a", "b"], "ab"), (["50%\r100%"], "100%"), (["100%\r 5%"], " 5%%"),
        (["100%\r", " 5%"], " 5%%"), (["100%", "\r", "done"], "done"), (["\r"], ""),
        (["a\r\nb\r\n"], "a\nb\n"), (["a\r\r\nb"], "a\nb"), (["one\ntwo\rx"], "one\nxwo"),
        (["abc\rx\n", "y"], "xbc\ny"), (["ab\u{8}\u{8}c"], "c"), (["a\n\u{8}\u{8}b"], "a\nb"),
        (["\u{8}\u{8}a"], "a"), (["abcd\rxy\u{8}z"], "xz"), (["12345\r", "\u{8}6"], "62345"),
        (["Jupyter\rj", "\njj\u{8}upyter", "\r\r\njupyter"], "jupyter\njupyter\njupyter"),
        (["日本語\ré"], "é本語"), (["é日\u{8}\u{8}x"], "x"), (["x\t\u{8}y"], "xy"),
        (["\u{1B}[31mred\u{1B}[0m\rX"], "X[31mred\u{1B}[0m"),
    ])
    func `controls act as in JupyterLab, across pieces`(_ pieces: [String], _ expected: String) {
        #expect(text(pieces) == expected)
        #expect(text(pieces.flatMap { $0.unicodeScalars.map(String.init) }) == expected)
        #expect(text([pieces.joined()]) == expected)
    }

    @Test func `a character beyond the first plane is one character`() {
        #expect(text(["👍ab\rx"]) == "xab")
        #expect(text(["a👍\u{8}b"]) == "ab")
        #expect(text(["abc\r👍"]) == "👍bc")
    }

    @Test func `only neighbouring pieces of one stream are merged`() {
        let display = Output.displayData(.plainText("d"))
        let outputs: [Output] = [
            .stream(.stdout, "a"), .stream(.stdout, "b"), .stream(.stderr, "c"),
            .stream(.stdout, "d"), display, .stream(.stdout, "e"),
        ]
        let merged: [Output] = [
            .stream(.stdout, "ab"), .stream(.stderr, "c"), .stream(.stdout, "d"), display,
            .stream(.stdout, "e"),
        ]
        #expect(outputs.mergingStreams() == merged)
        #expect(merged.mergingStreams() == merged)
    }

    @Test func `a stream with members of its own is left as it is`() {
        var own = Output.stream(.stdout, "a\rb")
        own.otherMembers = ["x": 1]
        let outputs: [Output] = [.stream(.stdout, "c"), own, .stream(.stdout, "d")]
        #expect(outputs.mergingStreams() == outputs)
    }

    @Test func `clearing takes place at once or with the next output`() {
        var collector = OutputCollector()
        collector.append(.stream(.stdout, "a"))
        collector.clear(wait: true)
        #expect(collector.outputs == [.stream(.stdout, "a")])
        collector.append(.stream(.stdout, "b"))
        #expect(collector.outputs == [.stream(.stdout, "b")])
        collector.append(.stream(.stdout, "c"))
        #expect(collector.outputs == [.stream(.stdout, "bc")])
        collector.clear()
        #expect(collector.outputs.isEmpty)
    }

    @Test func `an update while a clear waits changes what still stands`() {
        var collector = OutputCollector()
        collector.append(.displayData(.plainText("1")), displayID: "d")
        collector.clear(wait: true)
        collector.updateDisplay("d", with: .plainText("2"))
        #expect(collector.outputs == [.displayData(.plainText("2"))])
        collector.append(.stream(.stdout, "x"))
        collector.updateDisplay("d", with: .plainText("3"))
        #expect(collector.outputs == [.stream(.stdout, "x")])
    }

    @Test func `an update changes all outputs with the identifier and nothing else`() {
        var collector = OutputCollector()
        collector.append(.displayData(.plainText("1"), metadata: ["m": 1]), displayID: "d")
        collector.append(.stream(.stdout, "a"))
        collector.append(.executeResult(.plainText("1"), executionCount: 7), displayID: "d")
        collector.append(.displayData(.plainText("other")), displayID: "e")
        collector.append(.displayData(.plainText("none")))
        collector.updateDisplay("d", with: ["text/html": "2"], metadata: ["n": 2])
        collector.updateDisplay("f", with: .plainText("3"))
        #expect(
            collector.outputs == [
                .displayData(["text/html": "2"], metadata: ["n": 2]), .stream(.stdout, "a"),
                .executeResult(["text/html": "2"], metadata: ["n": 2], executionCount: 7),
                .displayData(.plainText("other")), .displayData(.plainText("none")),
            ]
        )
    }

    @Test func `a display with an identifier that stands already changes what stands`() {
        var collector = OutputCollector()
        collector.append(.displayData(.plainText("1")), displayID: "d")
        collector.append(.displayData(.plainText("2")), displayID: "d")
        #expect(collector.outputs == [Output](repeating: .displayData(.plainText("2")), count: 2))
    }

    @Test func `an update leaves a stream open`() {
        var collector = OutputCollector()
        collector.append(.displayData(.plainText("1")), displayID: "d")
        collector.append(.stream(.stdout, "10%"))
        collector.updateDisplay("d", with: .plainText("2"))
        collector.append(.stream(.stdout, "\r20%"))
        #expect(collector.outputs == [.displayData(.plainText("2")), .stream(.stdout, "20%")])
    }

    @Test(arguments: Corpus.names)
    func `merging the streams of a real notebook twice changes nothing more`(
        _ name: String
    ) throws {
        for cell in try Notebook(reading: Corpus.bytes(name)).cells {
            let merged = cell.outputs.mergingStreams()
            #expect(merged.mergingStreams() == merged)
            #expect(merged.count <= cell.outputs.count)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func `many small pieces and returns over a long line take linear time`() {
        let count = 200_000
        var collector = OutputCollector()
        collector.append(.stream(.stdout, String(repeating: "é", count: count)))
        for index in 0..<count {
            collector.append(.stream(.stdout, index.isMultiple(of: 2) ? "\r" : "x\u{8}"))
        }
        // Each pair put a character over the first and took both it and the one behind it.
        #expect(collector.outputs == [.stream(.stdout, "")])
    }
}

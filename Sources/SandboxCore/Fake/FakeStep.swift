internal import NotebookModel

/// One thing that a scripted cell does.
///
/// A cell does its steps in order and then ends well, unless a step ends it.
public struct FakeStep: Sendable {
    enum Action: Sendable {
        case write([UInt8], StreamName)
        case writeLate([UInt8], StreamName)
        case dieLate(signal: Int)
        case value(MIMEBundle)
        case show(FakeDisplay)
        case take(Duration)
        case ask(InputRequest, then: @Sendable (String) -> [FakeStep])
        case end(FakeEnding)
        case exhaustMemory(endsSandbox: Bool)
        case hang(FakeHang)
        case loseSandbox(diagnostics: String)
        case raw([UInt8])
        case file(@Sendable (inout FakeDisk) throws -> [FakeStep])
        case report(cpuTime: Duration?, memory: ByteCount?, children: Int?)
        case compute(FakeAnswer)
    }

    let action: Action

    init(_ action: Action) {
        self.action = action
    }
}

import Testing

@testable import SandboxCore

@Suite struct SessionStateMachineTests {
    @Test func `a first cell starts at once and a second waits`() throws {
        var machine = SessionStateMachine()
        #expect(try machine.submit().actions == [.start(1)])
        #expect(try machine.submit().actions == [])
        #expect(machine.runningCell == 1)
        #expect(try machine.finish(1) == [.start(2)])
        #expect(try machine.finish(2) == [])
        #expect(machine.phase == .idle)
    }

    @Test func `only the running cell can end`() throws {
        var machine = SessionStateMachine()
        #expect(throws: ProtocolViolation.unexpected(.finished)) { try machine.finish(1) }
        _ = try machine.submit()
        #expect(throws: ProtocolViolation.unexpected(.finished)) { try machine.finish(2) }
        _ = try machine.finish(1)
        #expect(throws: ProtocolViolation.unexpected(.finished)) { try machine.finish(1) }
    }

    @Test func `cancelling interrupts what runs, drops what waits, leaves what has ended`() throws {
        var machine = SessionStateMachine()
        for _ in 1...3 { _ = try machine.submit() }
        #expect(machine.cancel(2) == [.drop(2)])
        #expect(machine.cancel(2) == [])
        #expect(machine.cancel(1) == [.interrupt(1)])
        #expect(try machine.finish(1) == [.start(3)])
        #expect(machine.cancel(1) == [])
    }

    @Test(arguments: [nil, "gone"])
    func `the end takes every cell along, once`(reason: String?) throws {
        var machine = SessionStateMachine()
        for _ in 1...3 { _ = try machine.submit() }
        let lost = (1...3).map { SessionStateMachine.Action.lose($0, wasRunning: $0 == 1) }
        #expect(machine.end(reason: reason) == lost)
        #expect(machine.end(reason: "later") == [])
        #expect(machine.phase == (reason.map { .lost(reason: $0) } ?? .closed))
        #expect(machine.runningCell == nil)
    }

    @Test func `nothing is taken after the end`() {
        var closed = SessionStateMachine()
        _ = closed.end()
        #expect { try closed.submit() } throws: { ($0 as? SandboxError)?.code == .sessionClosed }
        var lost = SessionStateMachine()
        _ = lost.end(reason: "x")
        #expect { try lost.submit() } throws: { ($0 as? SandboxError)?.code == .sessionLost }
    }
}

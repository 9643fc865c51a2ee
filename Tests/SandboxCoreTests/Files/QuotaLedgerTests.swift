import Testing

@testable import SandboxCore

@Suite struct QuotaLedgerTests {
    private let quota = UploadQuota(
        total: ByteCount(bytes: 100),
        single: ByteCount(bytes: 60),
        files: 3
    )
    private let path = ["a", "b", "c", "d"].compactMap { try? WorkspacePath($0) }

    @Test func `files up to the quota are booked`() throws {
        var ledger = QuotaLedger(quota)
        for (file, size) in zip(path, [60, 40, 0]) {
            #expect(try ledger.book(size, for: file).before == nil)
        }
        #expect(ledger.used == 100)
    }

    @Test func `what exceeds a limit books nothing`() throws {
        var ledger = QuotaLedger(quota)
        #expect(throws: SandboxError.self) { try ledger.book(61, for: path[0]) }
        _ = try ledger.book(60, for: path[0])
        #expect(throws: SandboxError.self) { try ledger.book(41, for: path[1]) }
        #expect(ledger.used == 60)
        for file in path[1...2] { _ = try ledger.book(0, for: file) }
        #expect { try ledger.book(0, for: path[3]) } throws: {
            ($0 as? SandboxError)?.code == .quotaExceeded
        }
    }

    @Test func `a file written again replaces its entry`() throws {
        var ledger = QuotaLedger(quota)
        _ = try ledger.book(60, for: path[0])
        #expect(try ledger.book(10, for: path[0]).before?.size == 60)
        #expect(ledger.used == 10)
    }

    @Test func `a booking can be taken back`() throws {
        var ledger = QuotaLedger(quota)
        let first = try ledger.book(60, for: path[0])
        let second = try ledger.book(10, for: path[0])
        ledger.restore(second)
        #expect(ledger.used == 60)
        ledger.restore(first)
        #expect(ledger.used == 0)
    }

    @Test func `a booking grows with its file, up to the quota`() throws {
        var ledger = QuotaLedger(quota)
        _ = try ledger.book(50, for: path[0])
        let receipt = try ledger.book(0, for: path[1])
        try ledger.extend(receipt, to: 50)
        #expect(ledger.left == (bytes: 0, files: 1))
        #expect(throws: SandboxError.self) { try ledger.extend(receipt, to: 51) }
        #expect(ledger.used == 100)
        ledger.restore(receipt)
        #expect(ledger.left == (bytes: 50, files: 2))
    }

    @Test func `a booking that another has replaced doesn't grow`() throws {
        var ledger = QuotaLedger(quota)
        let first = try ledger.book(0, for: path[0])
        _ = try ledger.book(10, for: path[0])
        try ledger.extend(first, to: 50)
        #expect(ledger.used == 10)
    }

    @Test func `a directory of several files counts them all`() throws {
        var ledger = QuotaLedger(quota)
        ledger.note(30, files: 2, for: path[0])
        #expect(ledger.left == (bytes: 70, files: 1))
        ledger.forget(path[0])
        #expect(ledger.left == (bytes: 100, files: 3))
    }

    @Test func `a booking stays when an earlier one of the path is taken back`() throws {
        var ledger = QuotaLedger(quota)
        let first = try ledger.book(60, for: path[0])
        _ = try ledger.book(50, for: path[0])
        ledger.restore(first)
        #expect(ledger.used == 50)
    }

    @Test func `what was removed is forgotten, with all below and nothing beside it`() throws {
        var ledger = QuotaLedger(quota)
        for (file, size) in [("d/a", 1), ("d/e/a", 2), ("da", 4)] {
            _ = try ledger.book(size, for: WorkspacePath(file))
        }
        try ledger.forget(WorkspacePath("d"))
        #expect(ledger.used == 4)
        try ledger.forget(WorkspacePath("da"))
        try ledger.forget(WorkspacePath("da"))
        #expect(ledger.used == 0)
    }

    @Test func `a booking of what was removed since is not taken back twice`() throws {
        var ledger = QuotaLedger(quota)
        _ = try ledger.book(60, for: path[0])
        let receipt = try ledger.book(10, for: path[0])
        ledger.forget(path[0])
        ledger.restore(receipt)
        #expect(ledger.used == 0)
    }
}

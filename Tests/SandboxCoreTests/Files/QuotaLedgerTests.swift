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
        for (file, size) in zip(path, [60, 40, 0]) { ledger.keep(try ledger.book(size, for: file)) }
        #expect(ledger.used == 100)
        #expect(ledger.left == (bytes: 0, files: 0))
    }

    @Test(arguments: [false, true])
    func `what exceeds a limit books nothing`(hasLanded: Bool) throws {
        var ledger = QuotaLedger(quota)
        #expect(throws: SandboxError.self) { try ledger.book(61, for: path[0]) }
        let receipt = try ledger.book(60, for: path[0])
        if hasLanded { ledger.keep(receipt) }
        #expect(throws: SandboxError.self) { try ledger.book(41, for: path[1]) }
        #expect(ledger.used == 60)
        for file in path[1...2] { _ = try ledger.book(0, for: file) }
        #expect { try ledger.book(0, for: path[3]) } throws: {
            ($0 as? SandboxError)?.code == .quotaExceeded
        }
    }

    @Test func `a file written again replaces its entry`() throws {
        var ledger = QuotaLedger(quota)
        ledger.keep(try ledger.book(60, for: path[0]))
        ledger.note(40, files: 1, for: path[1])
        let second = try ledger.book(10, for: path[0])
        #expect(ledger.left == (bytes: 50, files: 1))
        ledger.keep(second)
        #expect(ledger.left == (bytes: 50, files: 1))
    }

    @Test func `a booking can be taken back`() throws {
        var ledger = QuotaLedger(quota)
        ledger.keep(try ledger.book(60, for: path[0]))
        let second = try ledger.book(10, for: path[0])
        ledger.restore(second)
        #expect(ledger.used == 60)
        ledger.restore(second)
        #expect(ledger.left == (bytes: 40, files: 2))
    }

    @Test func `a booking grows with its file, up to the quota`() throws {
        var ledger = QuotaLedger(quota)
        ledger.keep(try ledger.book(50, for: path[0]))
        let receipt = try ledger.book(0, for: path[1])
        try ledger.extend(receipt, to: 50)
        #expect(ledger.left == (bytes: 0, files: 1))
        #expect(throws: SandboxError.self) { try ledger.extend(receipt, to: 51) }
        #expect(ledger.used == 100)
        ledger.restore(receipt)
        #expect(ledger.left == (bytes: 50, files: 2))
    }

    @Test func `uploads to one path at once count in full`() throws {
        var ledger = QuotaLedger(quota)
        ledger.keep(try ledger.book(30, for: path[0]))
        let first = try ledger.book(60, for: path[0])
        let second = try ledger.book(1, for: path[0])
        #expect(ledger.left == (bytes: 39, files: 2))
        #expect(throws: SandboxError.self) { try ledger.book(40, for: path[0]) }
        #expect(throws: SandboxError.self) { try ledger.extend(second, to: 41) }
        ledger.restore(first)
        #expect(ledger.used == 1)
    }

    /// In whichever order they land.
    @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]])
    func `of uploads to one path at once the longest counts`(order: [Int]) throws {
        var ledger = QuotaLedger(quota)
        let receipts = try [50, 1, 2].map { try ledger.book($0, for: path[0]) }
        for index in order { ledger.keep(receipts[index]) }
        #expect(ledger.left == (bytes: 50, files: 2))
        ledger.keep(try ledger.book(3, for: path[0]))
        #expect(ledger.used == 3)
    }

    @Test func `a directory of several files counts them all`() throws {
        var ledger = QuotaLedger(quota)
        ledger.note(30, files: 2, for: path[0])
        #expect(ledger.left == (bytes: 70, files: 1))
        ledger.forget(path[0])
        #expect(ledger.left == (bytes: 100, files: 3))
    }

    @Test func `what was removed is forgotten, with all below and nothing beside it`() throws {
        var ledger = QuotaLedger(quota)
        for (file, size) in [("d/a", 1), ("d/e/a", 2), ("da", 4)] {
            ledger.keep(try ledger.book(size, for: WorkspacePath(file)))
        }
        try ledger.forget(WorkspacePath("d"))
        #expect(ledger.used == 4)
        try ledger.forget(WorkspacePath("da"))
        try ledger.forget(WorkspacePath("da"))
        #expect(ledger.used == 0)
    }

    @Test func `an upload goes on when what it replaces is removed`() throws {
        var ledger = QuotaLedger(quota)
        ledger.keep(try ledger.book(60, for: path[0]))
        let receipt = try ledger.book(10, for: path[0])
        ledger.forget(path[0])
        #expect(ledger.used == 10)
        ledger.restore(receipt)
        #expect(ledger.used == 0)
    }
}

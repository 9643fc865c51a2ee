import Testing

@testable import SandboxCore

@Suite struct CellDeadlinesTests {
    @Test func `without limits nothing is due`() {
        #expect(CellDeadlines().next == nil)
    }

    @Test func `the earlier limit is next`() throws {
        let total = try #require(CellDeadlines(timeout: .seconds(5), quiet: .seconds(9)).next)
        #expect(total == (.total, .seconds(5)))
        let quiet = try #require(CellDeadlines(timeout: .seconds(9), quiet: .seconds(5)).next)
        #expect(quiet == (.quiet, .seconds(5)))
    }

    @Test func `a sign of life moves the quiet limit only`() throws {
        var deadlines = CellDeadlines(timeout: .seconds(9), quiet: .seconds(5))
        deadlines.noteSign(at: .seconds(3))
        #expect(try #require(deadlines.next) == (.quiet, .seconds(8)))
        deadlines.noteSign(at: .seconds(5))
        #expect(try #require(deadlines.next) == (.total, .seconds(9)))
    }

    @Test func `waiting for input is no silence`() throws {
        var deadlines = CellDeadlines(quiet: .seconds(5))
        deadlines.beginInput(at: .seconds(1))
        #expect(deadlines.next == nil)
        deadlines.endInput(at: .seconds(100))
        #expect(try #require(deadlines.next) == (.quiet, .seconds(105)))
    }

    @Test func `waiting for input counts, or not`() throws {
        for (pauses, due) in [(false, 9), (true, 108)] {
            var deadlines = CellDeadlines(timeout: .seconds(9), pauses: pauses)
            deadlines.beginInput(at: .seconds(1))
            #expect((deadlines.next == nil) == pauses)
            deadlines.beginInput(at: .seconds(50))
            deadlines.endInput(at: .seconds(100))
            deadlines.endInput(at: .seconds(100))
            #expect(try #require(deadlines.next) == (.total, .seconds(due)))
        }
    }
}

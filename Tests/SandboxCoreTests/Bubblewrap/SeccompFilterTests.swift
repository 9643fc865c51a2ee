import Testing

@testable import SandboxCore

/// The filter's program, run by an interpreter of the few instructions that it has.
@Suite struct SeccompFilterTests {
    enum Verdict: UInt32 {
        case allow = 0x7fff_0000
        case kill = 0x8000_0000
        case notPermitted = 0x0005_0001
        case noSuchCall = 0x0005_0026
        case noSuchFamily = 0x0005_0061
    }

    private func verdict(
        _ table: SystemCallTable,
        _ call: UInt32,
        _ arguments: [UInt32] = [],
        architecture: UInt32? = nil
    ) throws -> Verdict {
        let program = SeccompFilter(table).program
        func word(_ offset: UInt32) -> UInt32 {
            switch offset {
            case 0: return call
            case 4: return architecture ?? table.architecture
            default:
                let index = Int(offset - 16) / 8
                return arguments.indices.contains(index) ? arguments[index] : 0
            }
        }
        var accumulator: UInt32 = 0
        var index = 0
        while true {
            let bytes = program[(index * 8)..<(index * 8 + 8)].map { UInt32($0) }
            let operand = bytes[4] | bytes[5] << 8 | bytes[6] << 16 | bytes[7] << 24
            index += 1
            func jump(_ condition: Bool) { index += Int(condition ? bytes[2] : bytes[3]) }
            switch bytes[0] {
            case 0x20: accumulator = word(operand)
            case 0x54: accumulator &= operand
            case 0x15: jump(accumulator == operand)
            case 0x35: jump(accumulator >= operand)
            case 0x45: jump(accumulator & operand != 0)
            case 0x06: return try #require(Verdict(rawValue: operand))
            default: Issue.record("instruction \(bytes[0])")
            }
        }
    }

    static let tables = [SystemCallTable.x86, .arm]

    @Test(arguments: tables)
    func `ordinary calls pass`(table: SystemCallTable) throws {
        // The most used calls have the lowest numbers on either architecture.
        for call: UInt32 in [0, 1, 3, 9, 63, 64] where !table.refused.contains(call) {
            #expect(try verdict(table, call) == .allow)
        }
    }

    @Test(arguments: tables)
    func `each refused call is refused`(table: SystemCallTable) throws {
        for call in table.refused { #expect(try verdict(table, call) == .notPermitted) }
        #expect(Set(table.refused).count == table.refused.count)
    }

    @Test(arguments: tables)
    func `threads and processes may be made, namespaces not`(table: SystemCallTable) throws {
        let thread: UInt32 = 0x003d_0f00  // what the C library passes for a thread
        #expect(try verdict(table, table.clone, [thread]) == .allow)
        #expect(try verdict(table, table.clone, [17]) == .allow)
        for flag: UInt32 in [
            0x2_0000, 0x200_0000, 0x400_0000, 0x800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000,
        ] {
            #expect(try verdict(table, table.clone, [flag | 17]) == .notPermitted)
            #expect(try verdict(table, table.unshare, [flag]) == .notPermitted)
        }
        #expect(try verdict(table, table.unshare, [0x80]) == .notPermitted)
        #expect(try verdict(table, table.unshare, [0x400]) == .allow)
        #expect(try verdict(table, 435) == .noSuchCall)
    }

    @Test(arguments: tables)
    func `of sockets only the harmless kinds pass`(table: SystemCallTable) throws {
        func socket(_ family: UInt32, _ type: UInt32) throws -> Verdict {
            try verdict(table, table.socket, [family, type])
        }
        let closeOnExec: UInt32 = 0o2000000
        for family: UInt32 in [1, 2, 10] { #expect(try socket(family, 1 | closeOnExec) == .allow) }
        #expect(try socket(16, 3 | closeOnExec) == .allow)
        #expect(try verdict(table, table.socket, [16, 3, 12]) == .notPermitted)
        for family: UInt32 in [2, 10] {
            #expect(try socket(family, 3 | closeOnExec) == .notPermitted)
            #expect(try socket(family, 10) == .notPermitted)
        }
        for family: UInt32 in [17, 31, 38, 40, 44] {
            #expect(try socket(family, 1) == .noSuchFamily)
        }
    }

    @Test(arguments: tables)
    func `limits and priorities can be set for the caller alone`(table: SystemCallTable) throws {
        for call in table.actingOnProcess {
            #expect(try verdict(table, call, [0]) == .allow)
            #expect(try verdict(table, call, [1]) == .notPermitted)
        }
        #expect(try verdict(table, table.setpriority, [0, 0]) == .allow)
        #expect(try verdict(table, table.setpriority, [0, 1]) == .notPermitted)
        #expect(try verdict(table, table.setpriority, [2, 0]) == .notPermitted)
        #expect(try verdict(table, table.ioprioSet, [1, 0]) == .allow)
        #expect(try verdict(table, table.ioprioSet, [1, 1]) == .notPermitted)
        #expect(try verdict(table, table.ioprioSet, [3, 0]) == .notPermitted)
    }

    @Test func `foreign numbers don't pass under wrong names`() throws {
        #expect(try verdict(.x86, 1, architecture: 0x4000_0003) == .kill)
        #expect(try verdict(.x86, 0x4000_0001) == .noSuchCall)
        #expect(try verdict(.arm, 1, architecture: 0x4000_0028) == .kill)
    }
}

/// The system call filter of a sandbox, as a classic BPF program (`linux/filter.h`,
/// `linux/seccomp.h`).
///
/// What user code never needs and what has opened holes in kernels is refused with `EPERM`: the
/// rest of the isolation doesn't rest on it, but an attacker finds less to work with.
struct SeccompFilter: Sendable {
    private enum Verdict {
        static let allow: UInt32 = 0x7fff_0000
        static let killProcess: UInt32 = 0x8000_0000
        static let notPermitted = error(1)
        static let noSuchCall = error(38)
        static let noSuchFamily = error(97)

        private static func error(_ number: UInt32) -> UInt32 { 0x0005_0000 | number }
    }

    /// Offsets in `struct seccomp_data`.
    private enum Field {
        static let number: UInt32 = 0
        static let architecture: UInt32 = 4
        /// The low half of an argument, on little-endian machines.
        static func argument(_ index: UInt32) -> UInt32 { 16 + 8 * index }
    }

    private let calls: SystemCallTable

    init(_ calls: SystemCallTable) {
        self.calls = calls
    }

    /// The program as bubblewrap reads it.
    var program: [UInt8] { instructions.flatMap(\.bytes) }

    private var instructions: [Instruction] {
        // A call by another architecture's numbers would pass under wrong names.
        var list: [Instruction] = [
            .load(Field.architecture),
            .equals(calls.architecture, thenSkip: 1),
            .return(Verdict.killProcess),
            .load(Field.number),
        ]
        if calls.hasX32 {
            list += [.atLeast(0x4000_0000, elseSkip: 1), .return(Verdict.noSuchCall)]
        }
        for number in calls.refused {
            list += [.equals(number, elseSkip: 1), .return(Verdict.notPermitted)]
        }
        // The flags of clone3 lie in memory, out of a filter's sight; C libraries fall back to
        // clone.
        list += [.equals(calls.clone3, elseSkip: 1), .return(Verdict.noSuchCall)]
        return list + namespaceRules + selfRules + socketRules + [.return(Verdict.allow)]
    }

    /// No new namespaces: `CLONE_NEWNS`, `NEWCGROUP`, `NEWUTS`, `NEWIPC`, `NEWUSER`, `NEWPID`,
    /// `NEWNET`, and `NEWTIME` for `unshare` (in `clone` that bit is part of the exit signal).
    private var namespaceRules: [Instruction] {
        [(calls.clone, 0x7e02_0000), (calls.unshare, 0x7e02_0080)].flatMap { call, flags in
            [
                Instruction.equals(call, elseSkip: 4),
                .load(Field.argument(0)),
                .anyBit(of: flags, elseSkip: 1),
                .return(Verdict.notPermitted),
                .return(Verdict.allow),
            ]
        }
    }

    /// Limits and priorities of the caller's own process only, by the id 0.
    ///
    /// They need no more than the same user, so with another id they would let the code starve or
    /// end process 1, which no signal does.
    private var selfRules: [Instruction] {
        let byProcess = calls.actingOnProcess.flatMap { call in
            [
                Instruction.equals(call, elseSkip: 4),
                .load(Field.argument(0)),
                .equals(0, elseSkip: 1),
                .return(Verdict.allow),
                .return(Verdict.notPermitted),
            ]
        }
        // PRIO_PROCESS of setpriority, IOPRIO_WHO_PROCESS of ioprio_set.
        let byKind = [(calls.setpriority, UInt32(0)), (calls.ioprioSet, 1)].flatMap { call, kind in
            [
                Instruction.equals(call, elseSkip: 6),
                .load(Field.argument(0)),
                .equals(kind, elseSkip: 3),
                .load(Field.argument(1)),
                .equals(0, elseSkip: 1),
                .return(Verdict.allow),
                .return(Verdict.notPermitted),
            ]
        }
        return byProcess + byKind
    }

    /// Local, IPv4 and IPv6 sockets, of the last two no raw or packet ones, and netlink's about
    /// routes, which C libraries use to find addresses.
    private var socketRules: [Instruction] {
        let rules: [Instruction] = [
            .load(Field.argument(0)),
            .equals(AddressFamily.local, elseSkip: 1),
            .return(Verdict.allow),
            .equals(AddressFamily.netlink, elseSkip: 4),
            .load(Field.argument(2)),
            .equals(0, elseSkip: 1),  // NETLINK_ROUTE
            .return(Verdict.allow),
            .return(Verdict.notPermitted),
            .equals(AddressFamily.internet, thenSkip: 2),
            .equals(AddressFamily.internet6, thenSkip: 1),
            .return(Verdict.noSuchFamily),
            .load(Field.argument(1)),
            .and(0xf),
            .equals(SocketType.raw, elseSkip: 1),
            .return(Verdict.notPermitted),
            .equals(SocketType.packet, elseSkip: 1),
            .return(Verdict.notPermitted),
            .return(Verdict.allow),
        ]
        return [.equals(calls.socket, elseSkip: UInt8(rules.count))] + rules
    }

    private enum AddressFamily {
        static let local: UInt32 = 1
        static let internet: UInt32 = 2
        static let internet6: UInt32 = 10
        static let netlink: UInt32 = 16
    }

    private enum SocketType {
        static let raw: UInt32 = 3
        static let packet: UInt32 = 10
    }
}

/// One instruction: `struct sock_filter`.
private struct Instruction {
    var code: UInt16
    var ifTrue: UInt8 = 0
    var ifFalse: UInt8 = 0
    var operand: UInt32

    static func load(_ offset: UInt32) -> Instruction { .init(code: 0x20, operand: offset) }
    static func and(_ mask: UInt32) -> Instruction { .init(code: 0x54, operand: mask) }
    static func `return`(_ verdict: UInt32) -> Instruction { .init(code: 0x06, operand: verdict) }

    static func equals(_ value: UInt32, elseSkip skip: UInt8) -> Instruction {
        .init(code: 0x15, ifFalse: skip, operand: value)
    }

    static func equals(_ value: UInt32, thenSkip skip: UInt8) -> Instruction {
        .init(code: 0x15, ifTrue: skip, operand: value)
    }

    static func atLeast(_ value: UInt32, elseSkip skip: UInt8) -> Instruction {
        .init(code: 0x35, ifFalse: skip, operand: value)
    }

    static func anyBit(of mask: UInt32, elseSkip skip: UInt8) -> Instruction {
        .init(code: 0x45, ifFalse: skip, operand: mask)
    }

    var bytes: [UInt8] {
        [UInt8(truncatingIfNeeded: code), UInt8(code >> 8), ifTrue, ifFalse]
            + (0..<4).map { UInt8(truncatingIfNeeded: operand >> (8 * UInt32($0))) }
    }
}

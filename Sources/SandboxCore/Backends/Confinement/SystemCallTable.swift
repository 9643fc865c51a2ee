/// The numbers of the system calls that a sandbox's filter looks at, for one architecture.
///
/// Source: `arch/x86/entry/syscalls/syscall_64.tbl` and `include/uapi/asm-generic/unistd.h` of
/// Linux.
struct SystemCallTable: Sendable {
    /// `AUDIT_ARCH_…` of `linux/audit.h`.
    let architecture: UInt32
    /// Whether the numbers from 0x40000000 are a second, 32-bit set.
    let hasX32: Bool
    let socket: UInt32
    let clone: UInt32
    let unshare: UInt32
    let clone3: UInt32 = 435
    let setpriority: UInt32
    let ioprioSet: UInt32
    /// `prlimit64`, `sched_setparam`, `sched_setscheduler`, `sched_setattr`, `sched_setaffinity`:
    /// their first argument names the process, 0 the caller.
    let actingOnProcess: [UInt32]
    /// Refused whatever the arguments.
    let refused: [UInt32]

    /// The table of the machine that this was compiled for, or nil if there is none yet.
    static var current: SystemCallTable? {
        #if arch(x86_64)
        x86
        #elseif arch(arm64)
        arm
        #else
        nil
        #endif
    }

    /// Numbers that are the same everywhere: `io_uring_*`, the mount calls of Linux 5.2,
    /// `pidfd_getfd`, `mount_setattr`, `quotactl_fd`, `memfd_secret`.
    private static let shared: [UInt32] = [
        425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442, 443, 447,
    ]

    static let x86 = SystemCallTable(
        architecture: 0xC000_003E,
        hasX32: true,
        socket: 41,
        clone: 56,
        unshare: 272,
        setpriority: 141,
        ioprioSet: 251,
        actingOnProcess: [302, 142, 144, 314, 203],
        refused: shared + [
            101,  // ptrace
            103,  // syslog
            134, 136, 156, 180, 212,  // uselib, ustat, _sysctl, nfsservctl, lookup_dcookie
            153, 154,  // vhangup, modify_ldt
            155, 161, 165, 166,  // pivot_root, chroot, mount, umount2
            159, 164, 227, 305,  // adjtimex, settimeofday, clock_settime, clock_adjtime
            163, 167, 168, 169, 179,  // acct, swapon, swapoff, reboot, quotactl
            172, 173,  // iopl, ioperm
            175, 176, 246, 313, 320,  // kernel modules and kexec
            248, 249, 250,  // add_key, request_key, keyctl
            279, 298, 300,  // move_pages, perf_event_open, fanotify_init
            303, 304, 308,  // name_to_handle_at, open_by_handle_at, setns
            310, 311, 312,  // process_vm_readv, process_vm_writev, kcmp
            321, 323,  // bpf, userfaultfd
        ]
    )

    static let arm = SystemCallTable(
        architecture: 0xC000_00B7,
        hasX32: false,
        socket: 198,
        clone: 220,
        unshare: 97,
        setpriority: 140,
        ioprioSet: 30,
        actingOnProcess: [261, 118, 119, 274, 122],
        refused: shared + [
            117,  // ptrace
            116,  // syslog
            18, 42, 58,  // lookup_dcookie, nfsservctl, vhangup
            39, 40, 41, 51,  // umount2, mount, pivot_root, chroot
            112, 170, 171, 266,  // clock_settime, settimeofday, adjtimex, clock_adjtime
            60, 89, 142, 224, 225,  // quotactl, acct, reboot, swapon, swapoff
            104, 105, 106, 273, 294,  // kernel modules and kexec
            217, 218, 219,  // add_key, request_key, keyctl
            239, 241, 262,  // move_pages, perf_event_open, fanotify_init
            264, 265, 268,  // name_to_handle_at, open_by_handle_at, setns
            270, 271, 272,  // process_vm_readv, process_vm_writev, kcmp
            280, 282,  // bpf, userfaultfd
        ]
    )
}

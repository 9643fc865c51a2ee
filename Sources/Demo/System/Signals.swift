internal import Synchronization

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Signals that ask the program to end, by a pipe to a thread that handles them.
///
/// Blocking them and waiting would not do: libdispatch's main thread lets every signal through.
enum Signals {
    /// What Ctrl-C sends.
    static let interrupt = SIGINT

    /// The end of the pipe that the handler writes to; a handler can't take a lock.
    private static let pipe = Atomic<Int32>(-1)

    /// Begins to take signals.
    ///
    /// - Parameter handle: Is given the number of each.
    static func take(_ handle: @escaping @Sendable (Int32) -> Void) {
        // Nobody reading our output is an error of the write, after which the sandbox is ended
        // properly.
        signal(SIGPIPE, SIG_IGN)
        guard pipe.load(ordering: .relaxed) < 0, let (reader, writer) = System.makePipe() else {
            return
        }
        pipe.store(writer, ordering: .releasing)
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
            signal(number) { number in
                // Only what is allowed in a handler.
                let error = errno
                var byte = UInt8(truncatingIfNeeded: number)
                _ = write(Signals.pipe.load(ordering: .acquiring), &byte, 1)
                errno = error
            }
        }
        System.startThread {
            while let number = System.read(reader, count: 1)?.first {
                handle(Int32(number))
            }
        }
    }

    /// A signal that is ignored already, as for a command in a script's background, stays so.
    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        sigaction(number, nil, &action)
        #if canImport(Darwin)
        let handler = action.__sigaction_u.__sa_handler
        #else
        let handler = action.__sigaction_handler.sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Signals that ask the program to end, taken by a thread that waits for them.
enum Signals {
    enum Wish: Sendable {
        /// Ctrl-C.
        case interrupt
        /// A request to end, by the signal of this number.
        case end(Int32)
    }

    /// Begins to take signals. Called before any other thread starts, since threads inherit what is blocked.
    static func take(_ handle: @escaping @Sendable (Wish) -> Void) {
        // Nobody reading our output is an error of the write, after which the sandbox is ended properly.
        signal(SIGPIPE, SIG_IGN)
        let set = waited
        withUnsafePointer(to: set) { _ = pthread_sigmask(SIG_BLOCK, $0, nil) }
        System.startThread {
            var set = waited
            while true {
                var number: Int32 = 0
                guard sigwait(&set, &number) == 0 else { continue }
                handle(number == SIGINT ? .interrupt : .end(number))
            }
        }
    }

    /// An interrupt that is ignored already, as for a command in a script's background, stays so.
    private static var waited: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            sigaction(number, nil, &action)
            if !isIgnored(action) { sigaddset(&set, number) }
        }
        return set
    }

    private static func isIgnored(_ action: sigaction) -> Bool {
        #if canImport(Darwin)
        let handler = action.__sigaction_u.__sa_handler
        #else
        let handler = action.__sigaction_handler.sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}

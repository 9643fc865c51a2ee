#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The system calls of this program, in one place and without Foundation.
enum System {
    static let input: Int32 = 0
    static let output: Int32 = 1
    static let error: Int32 = 2

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Ends the program without anything that runs at exit.
    static func exitNow(_ status: Int32) -> Never { _exit(status) }

    static var processID: Int32 { getpid() }

    /// The text for the last error of a call.
    static var lastError: String { String(cString: strerror(errno)) }

    /// Whether the last call failed since nobody reads.
    static var isBrokenPipe: Bool { errno == EPIPE }

    /// Puts something in the place of standard streams that are closed, with which they fail as
    /// before: else the next descriptor that is opened would be taken for one.
    static func occupyStandardStreams() {
        for descriptor in [input, output, error] where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == input ? O_WRONLY : O_RDONLY)
        }
    }

    /// Writes all bytes.
    ///
    /// - Returns: Whether that worked: it doesn't if nobody reads any more, or the disk is full.
    @discardableResult
    static func write(_ bytes: some Collection<UInt8>, to descriptor: Int32) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { posixWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN {
                wait(for: descriptor, events: Int16(POLLOUT))
                continue
            }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Reads some bytes: none at the end, nil after an error.
    static func read(_ descriptor: Int32, count: Int = 1 << 16) -> [UInt8]? {
        while true {
            var failed = false
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
                let count = posixRead(descriptor, buffer.baseAddress, count)
                failed = count < 0
                used = max(0, count)
            }
            if !failed { return bytes }
            if errno == EAGAIN { wait(for: descriptor, events: Int16(POLLIN)) }
            guard errno == EINTR || errno == EAGAIN else { return nil }
        }
    }

    /// Waits until one of two descriptors can be read; whether it is the first.
    static func waitToRead(_ first: Int32, or second: Int32) -> Bool {
        var list = [
            pollfd(fd: first, events: Int16(POLLIN), revents: 0),
            pollfd(fd: second, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&list, 2, -1) < 0, errno == EINTR {}
        return list[1].revents == 0
    }

    private static func wait(for descriptor: Int32, events: Int16) {
        var list = pollfd(fd: descriptor, events: events, revents: 0)
        _ = poll(&list, 1, -1)
    }

    static func pause(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }

    static func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }

    /// A pipe that no child inherits.
    static func makePipe() -> (reader: Int32, writer: Int32)? {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Runs the body on a thread of its own.
    static func startThread(_ body: @escaping @Sendable () -> Void) {
        final class Box: Sendable {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }
        let box = Unmanaged.passRetained(Box(body)).toOpaque()
        #if canImport(Darwin)
        var thread: pthread_t?
        pthread_create(
            &thread,
            nil,
            { raw in
                Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body()
                return nil
            },
            box
        )
        #else
        var thread = pthread_t()
        pthread_create(
            &thread,
            nil,
            { raw in
                if let raw { Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body() }
                return nil
            },
            box
        )
        #endif
    }

    /// Shows what is typed at a terminal, or doesn't.
    static func setEcho(_ isOn: Bool) {
        var settings = termios()
        guard isTerminal(input), tcgetattr(input, &settings) == 0 else { return }
        if isOn {
            settings.c_lflag |= tcflag_t(ECHO)
        } else {
            settings.c_lflag &= ~tcflag_t(ECHO)
        }
        tcsetattr(input, TCSANOW, &settings)
    }
}

#if canImport(Darwin)
private let posixWrite = Darwin.write
private let posixRead = Darwin.read
#else
private let posixWrite = Glibc.write
private let posixRead = Glibc.read
#endif

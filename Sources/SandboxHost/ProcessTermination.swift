/// How a process ended.
package enum ProcessTermination: Hashable, Sendable {
    case exited(Int32)
    case signalled(Int32)
}

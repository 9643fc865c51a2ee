/// A place in a pool, from the decision to start a sandbox until that is gone.
enum PoolMember {
    case starting(Task<Void, any Error>)
    case ready(PythonSession)
    /// The pool doesn't keep a session alive that its tenant has dropped.
    case lent(WeakSession)

    struct WeakSession {
        weak var session: PythonSession?
    }
}

extension PoolStatus {
    init(_ members: some Sequence<PoolMember>, waiting: Int) {
        self.init(waiting: waiting)
        for member in members {
            switch member {
            case .starting: starting += 1
            case .ready: ready += 1
            case .lent: lent += 1
            }
        }
    }
}

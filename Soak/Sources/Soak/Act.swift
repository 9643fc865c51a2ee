/// What happens to a session next: a cell that is well, or a fault.
enum Act: String, CaseIterable, Sendable {
    case count = "no fault"
    case raise = "exception"
    case exit = "exit of the worker"
    case crash = "crash of the worker"
    case killWorker = "worker kills itself"
    case killWorkerFromOutside = "worker killed from outside"
    case timeOut = "time limit"
    case stubbornTimeOut = "time limit, not obeyed"
    case interrupt
    case cancel = "cancelled task"
    case exhaustMemory = "memory exhausted"
    case bomb = "fork bomb"
    case flood = "flood of output"
    case upload = "upload, read by the code"
    case cutUpload = "upload cut"
    case leaveChild = "child left behind"
    case restart
    case killSandbox = "sandbox killed from outside"
    case killProgram = "docker's program killed"
    case closeInTheMiddle = "close in the middle"

    /// How often it comes, in relation to the others.
    func weight(on target: Target) -> Int {
        switch self {
        case .count: 40
        case .raise, .upload: 6
        case .killWorkerFromOutside: target.kind == .bubblewrap ? 3 : 0
        case .stubbornTimeOut, .exhaustMemory, .bomb: 1
        case .killProgram: target.kind == .dockerCLI ? 2 : 0
        case .killSandbox, .closeInTheMiddle: 1
        default: 3
        }
    }

    static func random(on target: Target, _ generator: inout Generator) -> Act {
        var left = Int.random(
            in: 0..<allCases.reduce(0) { $0 + $1.weight(on: target) },
            using: &generator
        )
        for act in allCases {
            left -= act.weight(on: target)
            if left < 0 { return act }
        }
        return .count
    }
}

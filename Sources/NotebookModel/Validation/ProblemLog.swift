/// The problems found so far, and the place that is being looked at.
struct ProblemLog {
    /// How many problems of each severity are kept at most.
    let limit: Int
    private(set) var errors: [NotebookProblem] = []
    private(set) var warnings: [NotebookProblem] = []
    private var place: [String]

    init(limit: Int, at place: [String] = []) {
        self.limit = limit
        self.place = place
    }

    /// The place that is being looked at.
    var pointer: JSONPointer { JSONPointer(place) }

    /// Notes a problem.
    ///
    /// - Parameters:
    ///   - reason: What is wrong.
    ///   - tokens: The way to it from the place that is being looked at.
    mutating func report(_ reason: NotebookProblem.Reason, at tokens: String...) {
        let isError = reason.severity == .error
        guard (isError ? errors : warnings).count < limit else { return }
        let problem = NotebookProblem(reason, at: JSONPointer(place + tokens))
        if isError { errors.append(problem) } else { warnings.append(problem) }
    }

    /// Looks at a member or an element.
    mutating func inside(_ token: String, _ body: (inout ProblemLog) -> Void) {
        place.append(token)
        body(&self)
        place.removeLast()
    }
}

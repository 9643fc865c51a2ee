internal import NotebookModel

extension FakeScript {
    /// Says what analyses of cells find.
    ///
    /// Without this ``PythonSession/analysis(of:timeout:)`` throws `unanswered`, and so do replays
    /// and runs of stale cells, which begin with an analysis: nothing in a fake reads Python.
    ///
    /// - Parameter answer: Takes the code of the cells, and gives an analysis for each.
    public mutating func onAnalysis(
        _ answer: @escaping @Sendable (_ cells: [String]) -> [CellAnalysis]
    ) {
        analysis = answer
    }

    /// Says what ``PythonSession/variables(_:)`` tells; without it that throws `unanswered`.
    ///
    /// - Parameter answer: Takes what the script remembers, and gives the list.
    public mutating func onVariables(
        _ answer: @escaping @Sendable (_ variables: FakeVariables) -> VariableList
    ) {
        variables = answer
    }

    /// The answer to a call; nil for one that runs code.
    func answer(_ call: AgentCall) -> FakeAnswer? {
        switch call.name {
        case .replay: return nil
        case .analyze:
            guard let analysis else { return missing("analysis", "onAnalysis(_:)") }
            let cells = JSONValue.array(analysis(call.cells).map(\.json))
            return { _, _ in [.answer(["cells": cells])] }
        case .variables:
            guard let variables else { return missing("list of variables", "onVariables(_:)") }
            return { _, names in [.answer(variables(names).prefix(call.limit).json)] }
        }
    }

    private func missing(_ what: String, _ remedy: String) -> FakeAnswer {
        { _, _ in
            [.raise("UnscriptedCall", "the fake backend has no \(what): add one with \(remedy)")]
        }
    }
}

extension FakeStep {
    fileprivate static func answer(_ answer: JSONValue) -> FakeStep {
        .display([AgentCall.answerType: .json(answer)])
    }
}

extension VariableList {
    /// The list as an agent cuts it.
    fileprivate func prefix(_ limit: Int) -> VariableList {
        VariableList(
            variables: Array(variables.sorted { $0.name < $1.name }.prefix(limit)),
            leftOut: leftOut + max(0, variables.count - limit),
            isCutShort: isCutShort
        )
    }
}

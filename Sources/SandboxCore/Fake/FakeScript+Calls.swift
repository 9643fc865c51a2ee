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

    /// Says what ``Workspace/extract(_:into:timeout:)`` tells; without it that throws `unanswered`.
    ///
    /// The fake unpacks nothing: give the files with ``file(_:_:)``.
    ///
    /// - Parameter answer: Takes the paths of the archive and of the directory, and gives the
    ///   report.
    public mutating func onExtraction(
        _ answer: @escaping @Sendable (_ archive: String, _ directory: String) -> ExtractionReport
    ) {
        extraction = answer
    }

    /// Says what ``PythonSession/install(_:from:timeout:)`` installs; without it that throws
    /// `unanswered`.
    ///
    /// The source of the packages is a backend of its own, also if it is a fake.
    ///
    /// - Parameter packages: Names and versions, such as `cowsay==6.1`.
    public mutating func onInstallation(_ packages: [String]) {
        installation = packages
    }

    /// The answer to a call; nil for one that runs code.
    func answer(_ call: AgentCall) -> FakeAnswer? {
        switch call.name {
        case .replay: return nil
        case .analyze:
            guard let analysis else { return missing("analysis", "onAnalysis(_:)") }
            let cells = JSONValue.array(analysis(call.cells).map(\.json))
            return { _, _ in [.answer(["cells": cells])] }
        case .extract:
            guard let extraction else { return missing("unpacked archive", "onExtraction(_:)") }
            let report = extraction(call.path, call.directory)
            return { _, _ in [.answer(report.json)] }
        case .install:
            guard let installation else { return missing("package", "onInstallation(_:)") }
            let packages = JSONValue.array(installation.map { .string($0) })
            return { _, _ in [.answer(["error": nil, "packages": packages, "isolated": true])] }
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

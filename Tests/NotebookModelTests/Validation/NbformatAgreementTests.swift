import NotebookModel
import NotebookTestSupport
import Testing

@Suite(.enabled(if: Peer.isThere)) struct NbformatAgreementTests {
    /// A notebook to ask about, and how it came about.
    private struct Specimen {
        var value: JSONValue
        var origin: String
    }

    private static let corpus = Corpus.names.isEmpty ? [] : Corpus.names + Corpus.older

    @Test func `nbformat takes the crafted notebooks`() async throws {
        let notebooks = CraftedNotebook.all
        for (notebook, judgement) in zip(
            notebooks,
            try await Nbformat.judge(notebooks.map(\.value))
        ) {
            #expect(judgement.verdict == .valid, "\(notebook.name)")
        }
    }

    @Test(.enabled(if: !corpus.isEmpty))
    func `the corpus is valid where nbformat says so`() async throws {
        try await expectAgreement(
            on: NbformatAgreementTests.corpus.map {
                Specimen(value: try JSONValue(parsing: Corpus.bytes($0)), origin: $0)
            }
        )
    }

    @Test func `changed crafted notebooks are valid where nbformat says so`() async throws {
        let notebooks = CraftedNotebook.all.map { Specimen(value: $0.value, origin: $0.name) }
        try await expectAgreement(onChanges: 200, of: notebooks)
    }

    @Test(.enabled(if: !corpus.isEmpty))
    func `changed notebooks of the corpus are valid where nbformat says so`() async throws {
        let notebooks = try NbformatAgreementTests.corpus.map {
            Specimen(value: try JSONValue(parsing: Corpus.bytes($0)).trimmed, origin: $0)
        }
        try await expectAgreement(onChanges: 40, of: notebooks, namingParts: false)
    }

    /// Changes each notebook that often, and looks at the changed and the repaired ones.
    private func expectAgreement(
        onChanges count: Int,
        of notebooks: [Specimen],
        namingParts: Bool = true
    ) async throws {
        var mutants: [Specimen] = []
        for (index, notebook) in notebooks.enumerated() {
            var mutator = NotebookMutator(seed: UInt64(index))
            for _ in 0..<count {
                let mutant = mutator.mutate(notebook.value)
                let origin = "\(notebook.origin), \(mutant.changes.joined(separator: ", "))"
                mutants.append(Specimen(value: mutant.value, origin: origin))
            }
        }
        try await expectAgreement(on: mutants, namingParts: namingParts)
        let repaired = mutants.compactMap { mutant -> Specimen? in
            let repaired = RepairedNotebook(repairing: mutant.value)
            guard !repaired.repairs.isEmpty else { return nil }
            return Specimen(value: repaired.value, origin: "\(mutant.origin), repaired")
        }
        try await expectAgreement(on: repaired, namingParts: false)
    }

    private func expectAgreement(on specimens: [Specimen], namingParts: Bool = true) async throws {
        let judgements = try await Nbformat.judge(specimens.map(\.value), namingParts: namingParts)
        try #require(judgements.count == specimens.count)
        for (specimen, judgement) in zip(specimens, judgements) {
            let value = specimen.value
            let problems = NotebookValidator().problems(in: value)
            let refused = problems.filter { $0.isRefusedStrictly(in: value) }
            let isValid = !problems.contains { $0.severity == .error }
            let verdict: Nbformat.Verdict =
                refused.isEmpty ? .valid : isValid ? .tolerated : .invalid
            #expect(verdict == judgement.verdict, "\(specimen.origin): \(problems)")
            #expect(NotebookValidator().isValid(value) == isValid)
            guard let parts = judgement.invalidParts, !refused.contains(where: \.isBeyondSchemas)
            else { continue }
            #expect(Set(refused.map(\.part)) == parts, "\(specimen.origin): \(problems)")
        }
    }
}

extension NotebookProblem {
    /// Tells whether `isvalid` refuses a notebook for the problem.
    fileprivate func isRefusedStrictly(in notebook: JSONValue) -> Bool {
        switch reason {
        case .missingID:
            ["code", "markdown", "raw"].contains(notebook[pointer]?["cell_type"])
        case .repeatedID: true
        default: severity == .error
        }
    }

    /// Tells whether `validate` finds the problem by itself: an id that is repeated, or that Python
    /// can't compare.
    fileprivate var isBeyondSchemas: Bool {
        switch reason {
        case .repeatedID: true
        case .wrongType(_, .array), .wrongType(_, .object): pointer.tokens.last == "id"
        default: false
        }
    }

    /// The part of the notebook that it is a problem of.
    fileprivate var part: JSONPointer {
        guard case .unexpectedMember = reason else { return Nbformat.part(of: pointer.tokens) }
        return Nbformat.part(of: pointer.tokens.dropLast())
    }
}

extension JSONValue {
    /// The notebook with few cells and outputs, and short texts.
    fileprivate var trimmed: JSONValue {
        switch self {
        case .string(let text): .string(String(text.prefix(40)))
        case .array(let values): .array(values.prefix(4).map(\.trimmed))
        case .object(let object):
            .object(JSONObject(object.prefix(12).map { ($0.key, $0.value.trimmed) }))
        default: self
        }
    }
}

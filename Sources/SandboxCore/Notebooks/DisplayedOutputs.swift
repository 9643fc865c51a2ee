internal import NotebookModel

/// Where ended cells displayed what may be changed later, and what it has become.
///
/// A change costs the same however many outputs there are: it is carried out only when somebody
/// wants to see the notebook.
struct DisplayedOutputs: Sendable {
    private struct Place: Sendable {
        var cell: Int
        var output: Int
    }

    private var places: [String: [Place]] = [:]
    private var changes: [String: Output] = [:]

    /// Takes in the outputs of a cell that has ended.
    mutating func note(_ displayIDs: [Int: String], ofCell cell: Int) {
        for (output, displayID) in displayIDs {
            places[displayID, default: []].append(Place(cell: cell, output: output))
        }
    }

    /// Notes what is displayed under an identifier now.
    mutating func change(_ displayID: String, to output: Output) {
        if places[displayID] != nil { changes[displayID] = output }
    }

    /// Brings the cells up to date.
    mutating func apply(to cells: inout [Cell]) {
        for (displayID, output) in changes {
            for place in places[displayID] ?? [] {
                cells[place.cell].outputs[place.output].takeData(of: output)
            }
        }
        changes = [:]
    }
}

extension Output {
    /// Takes another's data and metadata, and stays the kind of output that it is.
    mutating func takeData(of new: Output) {
        guard case .displayData(let data, let metadata) = new.displayed.kind else { return }
        switch kind {
        case .executeResult(_, _, let count):
            kind = .executeResult(data, metadata: metadata, executionCount: count)
        case .displayData: kind = .displayData(data, metadata: metadata)
        case .stream, .error, .unknown: break
        }
    }

    /// A result as if it had been displayed.
    private var displayed: Output {
        guard case .executeResult(let data, let metadata, _) = kind else { return self }
        return .displayData(data, metadata: metadata)
    }
}

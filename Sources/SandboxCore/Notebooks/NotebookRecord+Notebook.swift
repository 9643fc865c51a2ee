internal import NotebookModel

extension NotebookRecord {
    /// The notebook with all outputs so far.
    mutating func currentNotebook() -> Notebook {
        displayed.apply(to: &notebook.cells)
        if let running {
            notebook.cells[running.position.index].outputs = running.outputs.outputs
        }
        return notebook
    }

    /// Writes a cell's outputs, number and times into the notebook.
    mutating func write(
        _ result: CellResult,
        of running: Running,
        _ options: NotebookRun.Options
    ) {
        let index = running.position.index
        var collector = OutputCollector()
        for (number, output) in result.outputs.enumerated() {
            collector.append(
                options.coloursTracebacks ? output.withColours : output,
                displayID: result.displayIDs[number]
            )
        }
        let note = result.outcome.note(
            timeout: options.timeout,
            quiet: result.exceeded == .quiet ? options.quietTimeout : nil,
            budget: options.budget
        )
        if let note {
            collector.append(note)
        }
        displayed.apply(to: &notebook.cells)
        displayed.note(collector.displayIDs, ofCell: index)
        notebook.cells[index].outputs = collector.outputs
        notebook.cells[index].executionCount = result.executionCount
        if let begin = running.begin {
            let times = ExecutionTimes(begin: begin, end: begin + result.duration)
            notebook.cells[index].metadata["execution"] = times.metadata
        }
    }

    /// Writes what runs the notebook into its metadata, as Jupyter does.
    mutating func noteLanguage(version: String) {
        if notebook.metadata["kernelspec"] == nil {
            notebook.metadata["kernelspec"] = [
                "display_name": "Python 3", "language": "python", "name": "python3",
            ]
        }
        notebook.metadata["language_info"] = [
            "codemirror_mode": ["name": "ipython", "version": 3],
            "file_extension": ".py",
            "mimetype": "text/x-python",
            "name": "python",
            "nbconvert_exporter": "python",
            "pygments_lexer": "ipython3",
            "version": .string(version),
        ]
    }
}

extension Notebook {
    /// Outputs of a cell beyond which no late text begins another one: threads that write to both
    /// streams by turns could make any number.
    private static let maximum = 4000

    /// Adds outputs behind those of a cell; text goes on in the stream that is the last one there.
    mutating func append(_ outputs: [Output], toCell index: Int) {
        for output in outputs {
            if case .stream(let name, let more) = output.kind,
                case .stream(name, var text)? = cells[index].outputs.last?.kind
            {
                // Without another reference to it, the text isn't copied.
                cells[index].outputs.removeLast()
                text += more
                cells[index].outputs.append(.stream(name, text))
            } else if cells[index].outputs.count < Self.maximum {
                cells[index].outputs.append(output)
            }
        }
    }
}

extension Output {
    /// An exception with colours; anything else as it is.
    fileprivate var withColours: Output {
        guard case .error(let name, let value, let traceback) = kind else { return self }
        let exception = PythonException(name: name, value: value, traceback: traceback)
        return .error(name: name, value: value, traceback: exception.ansiTraceback)
    }
}

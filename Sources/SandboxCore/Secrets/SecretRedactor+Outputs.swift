internal import NotebookModel

extension SecretRedactor {
    /// Replaces secrets in all texts of a display; pictures stay as they are.
    func redact(_ message: DisplayMessage) -> DisplayMessage {
        guard !isIdle else { return message }
        return switch message {
        case .output(let output, let displayID):
            .output(redact(output), displayID: displayID.map(redact))
        case .update(let output, let displayID):
            .update(redact(output), displayID: redact(displayID))
        case .clear: message
        }
    }

    /// Replaces secrets in how a cell ended.
    func redact(_ outcome: CellOutcome) -> CellOutcome {
        guard !isIdle else { return outcome }
        switch outcome {
        case .raised(var exception):
            exception.name = redact(exception.name)
            exception.value = redact(exception.value)
            exception.traceback = exception.traceback.map(redact)
            redact(&exception.frames)
            for index in exception.chain.indices {
                exception.chain[index].name = redact(exception.chain[index].name)
                exception.chain[index].value = redact(exception.chain[index].value)
                redact(&exception.chain[index].frames)
            }
            return .raised(exception)
        case .exited(let status, let value):
            return .exited(status: status, value: value.map(redact))
        default: return outcome
        }
    }

    private func redact(_ frames: inout [PythonException.Frame]) {
        for index in frames.indices {
            frames[index].file = redact(frames[index].file)
            frames[index].function = redact(frames[index].function)
            frames[index].source = frames[index].source.map(redact)
            frames[index].package = frames[index].package.map(redact)
        }
    }

    private func redact(_ output: Output) -> Output {
        var output = output
        switch output.kind {
        case .displayData(let data, let metadata):
            output.kind = .displayData(redact(data), metadata: redact(metadata))
        case .executeResult(let data, let metadata, let count):
            output.kind = .executeResult(
                redact(data),
                metadata: redact(metadata),
                executionCount: count
            )
        case .stream, .error, .unknown: break
        }
        return output
    }

    private func redact(_ bundle: MIMEBundle) -> MIMEBundle {
        MIMEBundle(
            entries: bundle.entries.map { entry in
                var entry = entry
                entry.type = redact(entry.type)
                switch entry.content {
                case .text(let text): entry.content = .text(redact(text))
                case .json(let value): entry.content = .json(redact(value))
                case .base64: break
                }
                return entry
            }
        )
    }

    private func redact(_ object: JSONObject) -> JSONObject {
        JSONObject(object.map { (redact($0.key), redact($0.value)) })
    }

    private func redact(_ value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text): .string(redact(text))
        case .array(let values): .array(values.map(redact))
        case .object(let object): .object(redact(object))
        case .null, .bool, .number: value
        }
    }
}

/// A value of one's own, or a part of a file as long as nobody changes it.
struct FileBacked<Value: Sendable>: Sendable {
    /// The part of the file that it comes from, also if it has been changed since.
    let part: FilePart<Value>?
    /// `nil` only where there is a part.
    private var own: Value?

    init(_ value: Value) {
        part = nil
        own = value
    }

    init(_ part: FilePart<Value>) {
        self.part = part
    }

    /// The part of the file, if nobody has changed the value.
    var untouched: FilePart<Value>? { own == nil ? part : nil }

    /// Lends the value, which isn't copied as it would be between `_read` and a call.
    @inline(__always)
    func withValue<Result>(_ body: (borrowing Value) -> Result) -> Result {
        if let own { return body(own) }
        return source.withValue(body)
    }

    /// What is read where there is no value.
    private var source: FilePart<Value> {
        // One of both initializers has run, and only `_modify` takes the value away, for itself.
        guard let part else { preconditionFailure("neither a value nor a part of a file") }
        return part
    }

    var value: Value {
        _read {
            if let own {
                yield own
            } else {
                yield source.value
            }
        }
        _modify {
            var value = value
            own = nil  // so that the value has one owner, and is changed in place
            defer { own = value }
            yield &value
        }
    }
}

extension FileBacked: Equatable where Value: Equatable {
    static func == (left: FileBacked, right: FileBacked) -> Bool {
        if let part = left.untouched, part === right.untouched { return true }
        return left.value == right.value
    }
}

extension FileBacked: Hashable where Value: Hashable {
    func hash(into hasher: inout Hasher) { value.hash(into: &hasher) }
}

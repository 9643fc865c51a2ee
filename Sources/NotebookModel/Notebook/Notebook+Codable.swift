// As a part of other documents. A file of its own is read with ``Notebook/init(reading:)`` and
// written with ``Notebook/jsonBytes()``, which keep its bytes.

extension Notebook: Codable {
    /// Decodes a notebook of any format, which is upgraded to format 4.
    ///
    /// - Throws: ``NotebookError``, or what the decoder throws.
    public init(from decoder: any Decoder) throws {
        try self.init(JSONValue(from: decoder))
    }

    /// Encodes the notebook as it is written to a file.
    ///
    /// A lone surrogate is encoded as the character that stands for it: see ``Cell/source``.
    ///
    /// - Throws: What the encoder throws, for example for a `NaN` in the metadata.
    public func encode(to encoder: any Encoder) throws {
        try jsonValue().encode(to: encoder)
    }
}

extension Cell: Codable {
    /// Decodes a cell of format 4.
    public init(from decoder: any Decoder) throws {
        self.init(Content(lenient: try JSONValue(from: decoder)))
    }

    /// Encodes the cell as it is written to a file.
    public func encode(to encoder: any Encoder) throws {
        try JSONValue(part: content).encode(to: encoder)
    }
}

extension Output: Codable {
    /// Decodes an output of format 4.
    public init(from decoder: any Decoder) throws {
        self.init(lenient: try JSONValue(from: decoder))
    }

    /// Encodes the output as it is written to a file.
    public func encode(to encoder: any Encoder) throws {
        try JSONValue(part: self).encode(to: encoder)
    }
}

extension JSONValue {
    /// What is written for a part of a notebook.
    init(part: some FieldSource) {
        var output: [UInt8] = []
        JSONPrinter.append(to: &output, options: .notebook) { $0.part(part) }
        // What was just written is well formed.
        self = JSONReader.value(in: output, at: output.indices)
    }
}

/// The writing of MathML elements.
enum MathMarkup {
    /// An element around markup.
    static func element(_ name: String, _ content: [UInt8]..., attributes: String = "") -> [UInt8] {
        var output = Array("<\(name)\(attributes)>".utf8)
        for part in content { output += part }
        output += "</\(name)>".utf8
        return output
    }

    /// An element around text.
    static func text(_ name: String, _ text: String, attributes: String = "") -> [UInt8] {
        element(name, escaped(text), attributes: attributes)
    }

    /// An operator that keeps its size.
    static func fence(_ text: String) -> [UInt8] {
        self.text("mo", text, attributes: " stretchy=\"false\"")
    }

    /// An operator that grows with what stands beside it; nothing for no delimiter.
    static func stretchyFence(_ text: String) -> [UInt8] {
        text.isEmpty
            ? [] : self.text("mo", text, attributes: " fence=\"true\" stretchy=\"true\"")
    }

    /// Tells whether a sign is a sign of what follows: behind another that closes nothing.
    static func endsInOperator(_ markup: [UInt8]) -> Bool {
        let end = "</mo>".utf8
        guard markup.suffix(end.count).elementsEqual(end) else { return false }
        let text = String(decoding: markup.dropLast(end.count).suffix(4), as: UTF8.self)
        return text.unicodeScalars.last.map { !")]}|!′⟩⌋⌉‖".unicodeScalars.contains($0) } ?? false
    }

    static func space(_ width: String) -> [UInt8] {
        Array("<mspace width=\"\(width)\"></mspace>".utf8)
    }

    /// Text with the characters escaped that mean something in markup, and without controls.
    static func escaped(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        output.addEscaped(Array(text.utf8).map { $0 < 0x20 && $0 != 0x0A ? 0x20 : $0 }[...])
        return output
    }
}

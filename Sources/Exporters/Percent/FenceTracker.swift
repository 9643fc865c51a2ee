/// A line of Markdown that may open or close a block of code.
struct FenceTracker {
    private let character: UInt8
    private let length: Int
    private let info: ArraySlice<UInt8>

    /// Reads a line; `nil` if it is no fence.
    init?(_ line: ArraySlice<UInt8>) {
        let text = line.drop { $0 == 0x20 }
        guard text.startIndex - line.startIndex <= 3, let first = text.first,
            first == 0x60 || first == 0x7E
        else { return nil }
        let run = text.prefix { $0 == first }
        guard run.count >= 3 else { return nil }
        character = first
        length = run.count
        info = text[run.endIndex...]
    }

    /// Whether the fence can open a block.
    var isOpening: Bool { character == 0x7E || !info.contains(0x60) }

    /// Tells whether the fence closes a block.
    func closes(_ opening: FenceTracker) -> Bool {
        isClosing && character == opening.character && length >= opening.length
    }

    private var isClosing: Bool { PythonLines.isBlank(info) }

    /// Which lines are followed by a fence that closes another.
    struct Closings {
        private var backticks: [Int]
        private var tildes: [Int]

        /// Looks at the lines of a text.
        init(_ lines: some BidirectionalCollection<ArraySlice<UInt8>>) {
            backticks = [0]
            tildes = [0]
            for line in lines.reversed() {
                let fence = FenceTracker(line).flatMap { $0.isClosing ? $0 : nil }
                let isTick = fence?.character == 0x60
                let length = fence?.length ?? 0
                backticks.append(max(backticks[backticks.count - 1], isTick ? length : 0))
                tildes.append(max(tildes[tildes.count - 1], isTick ? 0 : length))
            }
            backticks.reverse()
            tildes.reverse()
        }

        /// Tells whether a line from an index on closes a block.
        func exist(for opening: FenceTracker, from index: Int) -> Bool {
            (opening.character == 0x60 ? backticks : tildes)[index] >= opening.length
        }
    }
}

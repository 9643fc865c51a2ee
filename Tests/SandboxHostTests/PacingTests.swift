import SandboxHost
import Testing

struct PacingTests {
    private var pacing = Pacing(capacity: 200_000)

    @Test mutating func `what comes in small pieces is read at once`() {
        for count in [1, 4000, 20_000, 32_000] { pacing.read(count) }
        #expect(pacing.rest == nil)
    }

    @Test mutating func `a flood that doesn't fill the buffer is left alone for the longest time`()
    {
        pacing.read(40_000)
        #expect(pacing.rest == .microseconds(400))
        pacing.read(10_000)
        #expect(pacing.rest == .microseconds(400))
    }

    @Test mutating func `a buffer that is always full ends in no rest at all`() {
        pacing.read(40_000)
        for _ in 0..<50 { pacing.read(190_000) }
        #expect(pacing.rest == .microseconds(200))
        for _ in 0..<100 { pacing.read(190_000) }
        #expect(pacing.rest == .zero)
    }

    @Test mutating func `the end of a flood ends the rest`() {
        pacing.read(40_000)
        pacing.read(100)
        #expect(pacing.rest == nil)
    }
}

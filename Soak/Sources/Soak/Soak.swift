import Foundation
import SandboxCore

/// Runs cells and injects faults for a while, and looks for what is left.
@main
struct Soak {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let seconds = arguments.first.flatMap({ Double($0) }), seconds > 0 else {
            say("soak SECONDS BACKEND…: see Scripts/soak")
            exit(2)
        }
        var targets = [Target.fake]
        for name in arguments.dropFirst() {
            guard let target = Target(named: name) else {
                say(
                    "'\(name)' is no backend to soak; the fake one is there always: see Scripts/soak"
                )
                exit(2)
            }
            targets.append(target)
        }
        let given = ProcessInfo.processInfo.environment["SOAK_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 1...999_999)
        say("seed \(seed): SOAK_SEED=\(seed) has the same sessions and faults again")

        let tally = Tally()
        let watch = Task { await tally.report(every: .seconds(10)) }
        // What is made once and stays is there after a first part.
        let first = min(60, seconds / 4)
        await run(targets, for: first, seed: seed, part: 0, tally)
        let before = await Machine.reading(targets)
        await run(targets, for: seconds - first, seed: seed, part: 1, tally)
        let after = await Machine.reading(targets)
        watch.cancel()

        let complaints = await tally.complaints + after.complaints(since: before)
        await tally.printTable(before, after)
        for complaint in complaints { say("WRONG: \(complaint)") }
        say(complaints.isEmpty ? "nothing is left, and every outcome was right" : "failed")
        exit(complaints.isEmpty ? 0 : 1)
    }

    /// Keeps sessions of all targets going until the time is over, and waits for their ends.
    private static func run(
        _ targets: [Target],
        for seconds: Double,
        seed: UInt64,
        part: UInt64,
        _ tally: Tally
    ) async {
        let end = ContinuousClock.now + .seconds(seconds)
        await withTaskGroup { group in
            for (number, target) in targets.enumerated() {
                for lane in 0..<target.lanes {
                    let stream =
                        seed &* 1_000_003 ^ part << 40 ^ UInt64(number) << 32 ^ UInt64(lane) << 24
                    group.addTask { await runLane(target, from: stream, until: end, tally) }
                }
            }
        }
    }

    /// One session after the other.
    private static func runLane(
        _ target: Target,
        from stream: UInt64,
        until end: ContinuousClock.Instant,
        _ tally: Tally
    ) async {
        var number: UInt64 = 0
        while ContinuousClock.now < end {
            let visit = Visit(target, seed: stream &+ number, tally)
            number += 1
            await tally.begin(visit.name)
            do {
                try await visit.run()
            } catch {
                await tally.complain("\(visit.name): \(error)")
            }
            await tally.end(visit.name, on: target.name)
        }
    }
}

/// Prints a line at once, also into a file.
func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

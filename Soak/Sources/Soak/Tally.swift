import Foundation

/// Counts what happened.
actor Tally {
    /// After that a session counts as hanging.
    private static let patience = Duration.seconds(180)

    private(set) var complaints: [String] = []
    private var running: [String: ContinuousClock.Instant] = [:]
    private var sessions: [String: Int] = [:]
    private var cells: [String: Int] = [:]
    private var acts: [String: Int] = [:]
    private var outcomes: [String: Int] = [:]
    private let begin = ContinuousClock.now

    func begin(_ session: String) { running[session] = .now }

    func end(_ session: String, on target: String) {
        running[session] = nil
        sessions[target, default: 0] += 1
    }

    func note(act: String) { acts[act, default: 0] += 1 }

    func note(outcome: String, on target: String) {
        cells[target, default: 0] += 1
        outcomes[outcome, default: 0] += 1
    }

    func complain(_ text: String) {
        complaints.append(text)
        say("WRONG: \(text)")
    }

    /// Prints a line from time to time, and ends the program if a session hangs.
    func report(every interval: Duration) async {
        while (try? await Task.sleep(for: interval)) != nil {
            let seconds = (ContinuousClock.now - begin).components.seconds
            say(
                """
                \(seconds) s: \(sum(cells)) cells, \(sum(sessions)) sessions, \(faults) faults; now \
                \(Machine.descriptors.count) descriptors, \(Machine.children.count) processes, \
                \(Machine.memoryInUse >> 20) MiB
                """
            )
            let stuck = running.filter { ContinuousClock.now - $0.value > Self.patience }.keys
            if !stuck.isEmpty {
                say("WRONG: these sessions hang: \(stuck.sorted())")
                exit(1)
            }
        }
    }

    func printTable(_ before: Machine, _ after: Machine) {
        say("\ncells \(sum(cells)), sessions \(sum(sessions)), faults \(faults)")
        table("on", cells, beside: sessions)
        table("what was done", acts)
        table("outcomes of cells", outcomes)
        for (name, reading) in [("after the first part", before), ("at the end", after)] {
            say(
                """
                \(name): \(reading.descriptors.count) descriptors, \(reading.processes.count) processes, \
                \(reading.containers.count) containers, \(reading.groups.count) control groups, \
                \(reading.files.count) files, \(reading.memory >> 20) MiB
                """
            )
        }
    }

    private var faults: Int { sum(acts.filter { $0.key != Act.count.rawValue }) }

    private func sum(_ counts: [String: Int]) -> Int { counts.values.reduce(0, +) }

    private func table(
        _ title: String,
        _ counts: [String: Int],
        beside others: [String: Int]? = nil
    ) {
        say("\(title):")
        for (name, count) in counts.sorted(by: { $0.key < $1.key }) {
            let other = others.map { " in \($0[name] ?? 0) sessions" } ?? ""
            say("  \(name.padding(toLength: 28, withPad: " ", startingAt: 0)) \(count)\(other)")
        }
    }
}

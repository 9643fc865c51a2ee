import SandboxCore

/// Shows how a preparation goes on, on standard error.
///
/// On a terminal a line of the engine's takes the place of the one before.
final class PreparationPrinter: Sendable {
    private let console = Console.shared
    /// Whether the terminal's last line is to be replaced.
    private let isReplaceable = Guarded(false)

    func show(_ step: PreparationStep, by backend: String) {
        switch step {
        case .present(let image): line("\(image) is there already, says \(backend)")
        case .pulling(let image): line("pulling \(image) by \(backend)")
        case .building(let image): line("building \(image) by \(backend)")
        case .ready(let image): line("\(image) is ready")
        case .progress(let text): progress(text)
        }
    }

    /// Leaves the terminal at the start of a line.
    func finish() {
        let wasReplaceable = isReplaceable.withLock { isReplaceable in
            defer { isReplaceable = false }
            return isReplaceable
        }
        if wasReplaceable { console.say("\r\u{1B}[K", to: System.error) }
    }

    private func line(_ text: String) {
        finish()
        console.note(text)
    }

    private func progress(_ text: String) {
        guard console.errorIsTerminal else { return console.say("\(text)\n", to: System.error) }
        isReplaceable.withLock { $0 = true }
        console.say("\r\u{1B}[K\(text.prefix(79))", to: System.error)
    }
}

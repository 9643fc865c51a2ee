import Foundation

extension Process {
    /// Waits for the end; `waitUntilExit()` on a thread of Swift's pool can wait for ever.
    func waitForEnd() {
        while isRunning { usleep(100) }
    }
}

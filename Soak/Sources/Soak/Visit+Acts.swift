import SandboxCore

extension Visit {
    func play(_ act: Act, in session: PythonSession) async throws {
        switch act {
        case .count: try await count(in: session)
        case .raise:
            try await expect("an exception", "raise ValueError('so')", in: session) {
                $0.exception?.name == "ValueError"
            }
        case .exit:
            try await expect("an exit", "import os; os._exit(7)", in: session, states: [.restarted])
            {
                if case .exited(status: 7, _) = $0 { true } else { false }
            }
        case .crash:
            let code = "import ctypes; ctypes.string_at(0)"
            try await expect("a crash", code, in: session, states: [.restarted]) {
                $0 == .killed(signal: 11)
            }
        case .killWorker:
            let code = "import os; os.kill(os.getpid(), 9)"
            try await expect("a kill", code, in: session, states: [.restarted]) {
                $0 == .killed(signal: 9)
            }
        case .timeOut:
            let limit = Duration.milliseconds(Int.random(in: 20...300, using: &generator))
            try await expect(
                "a loop",
                "while True: pass",
                in: session,
                timeout: limit,
                states: [.kept, .restarted]
            ) { $0 == .timedOut }
        case .stubbornTimeOut:
            let code = """
                import time
                while True:
                    try:
                        while True: time.sleep(0.01)
                    except KeyboardInterrupt: pass
                """
            try await expect(
                "a stubborn loop",
                code,
                in: session,
                timeout: .milliseconds(300),
                states: [.restarted]
            ) { $0 == .timedOut }
        case .exhaustMemory:
            // The whole sandbox may go, where the kernel takes another process than the worker.
            try await expect(
                "400 MB",
                "x = b'1' * (400 << 20)",
                in: session,
                states: [.restarted, .gone]
            ) { if case .outOfMemory = $0 { true } else { false } }
        case .bomb:
            // Its processes may come to more memory than the sandbox has, before the time is over.
            let code = "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass"
            try await expect(
                "a fork bomb",
                code,
                in: session,
                timeout: .milliseconds(500),
                states: [.restarted, .kept]
            ) { if case .outOfMemory = $0 { true } else { $0 == .timedOut } }
        case .flood: try await flood(session)
        case .leaveChild:
            let code = "import subprocess; p = subprocess.Popen(['sleep', '1000'])"
            let result = try await expect("a child", code, in: session) { $0.isOK }
            if result.livingChildren == 0 { await complain("a living child was not counted") }
        case .restart:
            try await session.restart()
            counted = 0
        case .interrupt, .cancel, .upload, .cutUpload, .killWorkerFromOutside, .killSandbox,
            .killProgram,
            .closeInTheMiddle:
            try await disturb(act, session)
        }
    }

    /// Variables are there exactly as long as it was said.
    private func count(in session: PythonSession) async throws {
        let result = try await expect(
            "counting",
            "n = globals().get('n', 0) + 1\nprint(n)",
            in: session
        ) { $0.isOK }
        counted += 1
        if result.text != "\(counted)\n" {
            await complain("counted \(result.text.debugDescription) where \(counted) was due")
            counted = Int(result.text.dropLast()) ?? 0
        }
    }

    private func flood(_ session: PythonSession) async throws {
        let pieces = Int.random(in: 1...20, using: &generator)
        let code = "import sys\nfor _ in range(\(pieces)): sys.stdout.write('x' * 1_000_000)"
        let result = try await expect("a flood", code, in: session) { $0.isOK }
        let total = result.standardOutput.count + result.dropped.standardOutput
        if total != pieces * 1_000_000 { await complain("\(pieces) MB became \(total) bytes") }
        if result.standardOutput.count > (256 << 10) + 6 {
            await complain("more was kept than the limit")
        }
    }
}

/// Tells an observer, if there is one, what one session does.
struct SessionLog: Sendable {
    private let observer: SandboxObserver?
    private let session = String(UInt64.random(in: .min ... .max), paddedRadix: 16)
    private let tenant: Guarded<String?>
    private let backend: String

    init(_ configuration: SessionConfiguration, backend: String) {
        observer = configuration.observer
        tenant = Guarded(configuration.tenant)
        self.backend = backend
    }

    func note(_ kind: @autoclosure () -> SandboxEvent.Kind) {
        guard let observer else { return }
        let tenant = tenant.withLock { $0 }
        observer(SandboxEvent(session: session, tenant: tenant, backend: backend, kind: kind()))
    }

    /// Names whom the session works for from now on.
    func serve(_ name: String?) {
        tenant.withLock { $0 = name }
    }
}

extension String {
    /// All digits of a number, zeros in front.
    fileprivate init(_ number: UInt64, paddedRadix radix: Int) {
        let digits = String(number, radix: radix)
        self = String(repeating: "0", count: 16 - digits.count) + digits
    }
}

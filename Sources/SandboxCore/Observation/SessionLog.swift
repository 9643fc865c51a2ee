/// Tells an observer, if there is one, what one session does.
struct SessionLog: Sendable {
    private let observer: SandboxObserver?
    private let session = String(UInt64.random(in: .min ... .max), paddedRadix: 16)
    private let tenant: String?
    private let backend: String

    init(_ configuration: SessionConfiguration, backend: String) {
        observer = configuration.observer
        tenant = configuration.tenant
        self.backend = backend
    }

    func note(_ kind: @autoclosure () -> SandboxEvent.Kind) {
        guard let observer else { return }
        observer(SandboxEvent(session: session, tenant: tenant, backend: backend, kind: kind()))
    }
}

extension String {
    /// All digits of a number, zeros in front.
    fileprivate init(_ number: UInt64, paddedRadix radix: Int) {
        let digits = String(number, radix: radix)
        self = String(repeating: "0", count: 16 - digits.count) + digits
    }
}

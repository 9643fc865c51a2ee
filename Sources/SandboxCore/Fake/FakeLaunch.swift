/// How the start of a fake sandbox goes.
public enum FakeLaunch: Sendable {
    /// The backend can't start it.
    case fails(SandboxError)
    /// It takes that much virtual time until it is ready.
    case takes(Duration)
    /// It never says anything.
    case neverReady
    /// It ends at once, and leaves these last words.
    case exits(status: Int, diagnostics: String)
    /// It is ready with another nonce than it was given, as an impostor is.
    case wrongNonce
    /// Its agent speaks another version of the protocol; the right one is 1.
    case protocolVersion(Int)
}

/// Replaces a session's secrets by `***` in what comes out of its sandbox.
struct SecretRedactor: Sendable {
    let matcher: SecretMatcher

    init(_ secrets: [Secret] = []) {
        matcher = SecretMatcher(SecretForms(secrets).needles)
    }

    var isIdle: Bool { matcher.isIdle }

    func redact(_ text: String) -> String {
        guard !isIdle else { return text }
        var stream = StreamRedactor(matcher)
        let shown = stream.take(Array(text.utf8))
        return String(decoding: shown + stream.flush(), as: UTF8.self)
    }
}

internal import NotebookModel

/// What an engine or its command line said when it refused, made into an error that says what to
/// do.
///
/// The texts are those of Docker Engine 20 to 28, Podman 4 and their command lines.
struct EngineComplaint: Sendable {
    /// The whole text.
    let text: String
    /// What it was about.
    let image: String?

    /// The error.
    func error(otherwise code: SandboxError.Code = .startFailed) -> SandboxError {
        let lines = tellingLines
        let lowered = lines.joined(separator: "\n").lowercased()
        let said = Self.excerpt(lines.joined(separator: "; "), 500)
        guard let known = Self.known.first(where: { $0.fits(lowered) })
        else {
            return SandboxError(
                code,
                "the engine refused: \(said.isEmpty ? "it gave no reason" : said)"
            )
        }
        let name = known.fault == .imageMissing ? image.map { Self.excerpt($0, 200) } : nil
        return SandboxError(
            known.code,
            "\(known.what)\(name.map { " '\($0)'" } ?? ""): \(known.remedy) (it said: \(said))",
            fault: known.fault
        )
    }

    /// Whether all that it says is that containers are gone, or about to go.
    var isOfGoneContainers: Bool {
        let marks = [
            "no such container", "no such object", "no container with",
            "removal of container * is already in progress",
        ]
        let lines = tellingLines.map { $0.lowercased() }
        return !lines.isEmpty
            && lines.allSatisfy { line in
                marks.contains { Known.fits($0, line) }
            }
    }

    /// Whether an engine or its command line speaks, by the beginnings of their lines.
    var isOfEngine: Bool {
        let beginnings = ["docker: ", "Error: ", "Error response from daemon: ", "FATA["]
        return tellingLines.contains { line in beginnings.contains { line.hasPrefix($0) } }
    }

    /// Whether it is about the version of the engine's interface.
    var isOfOldEngine: Bool { error().fault == .engineTooOld }

    /// The lines of the text's start and end, without warnings if there is anything else.
    ///
    /// Docker warns at every start of what the kernel can't limit.
    private var tellingLines: [Substring] {
        let limit = 8 << 10
        let start = String(decoding: text.utf8.prefix(limit), as: UTF8.self)
        let end = String(decoding: text.utf8.dropFirst(limit).suffix(limit), as: UTF8.self)
        let lines = (start + end).split(whereSeparator: \.isNewline)
        let telling = lines.filter { line in
            !line.hasPrefix("WARNING:") && !line.hasPrefix("WARN[")
                && !line.contains("level=warning")
        }
        return telling.isEmpty ? lines : telling
    }

    /// The start of a text on one line; characters may be of any length, scalars are not.
    private static func excerpt(_ text: String, _ count: Int) -> String {
        let scalars = text.escapingControls.unicodeScalars
        let start = String(scalars.prefix(count))
        return scalars.dropFirst(count).isEmpty ? start : start + "…"
    }
}

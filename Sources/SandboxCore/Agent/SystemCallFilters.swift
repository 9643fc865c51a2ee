internal import NotebookModel

/// The system call filters that an agent in a container installs: for each machine that an image
/// may be of, by its name in `uname`.
enum SystemCallFilters {
    static let json: JSONValue = [
        "x86_64": .string(hexadecimal(SeccompFilter(.x86).program)),
        "aarch64": .string(hexadecimal(SeccompFilter(.arm).program)),
    ]

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}

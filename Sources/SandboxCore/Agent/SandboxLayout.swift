/// Where things are inside every sandbox, whatever the backend.
enum SandboxLayout {
    /// The one file system that can be written; its size is the disk limit.
    static let root = "/sandbox"
    static let workspace = "/sandbox/workspace"
    static let home = "/sandbox/home"
    static let temporary = "/sandbox/tmp"
    static let directories = [workspace, home, temporary]
    /// The user and the group inside.
    static let user = 1000

    /// The environment of the interpreter and, through the agent, of the user's code; a session's
    /// own variables come on top.
    ///
    /// `PATH` is the image's, or that of the host's file system.
    static let environment = [
        ("HOME", home),
        ("LANG", "C.UTF-8"),
        ("LOGNAME", "sandbox"),
        ("MPLCONFIGDIR", "\(home)/.config/matplotlib"),
        ("PIP_DISABLE_PIP_VERSION_CHECK", "1"),
        ("PIP_RETRIES", "0"),
        ("PYTHONDONTWRITEBYTECODE", "1"),
        ("TERM", "dumb"),
        ("TMPDIR", temporary),
        ("TZ", "UTC"),
        ("USER", "sandbox"),
        ("XDG_CACHE_HOME", "\(home)/.cache"),
        ("XDG_CONFIG_HOME", "\(home)/.config"),
        ("XDG_DATA_HOME", "\(home)/.local/share"),
        ("XDG_RUNTIME_DIR", temporary),
    ]
}

/// The workspace of a fake sandbox: a tree in memory with a set size.
struct FakeDisk: Sendable {
    /// Why the agent refuses a file operation, as the protocol names it.
    struct Refusal: Error {
        let code: String
        let message: String

        init(_ code: String, _ message: String) {
            self.code = code
            self.message = message
        }
    }

    enum Node: Hashable, Sendable {
        case file([UInt8])
        case directory
        case link(String)
    }

    /// Components byte by byte, as Linux tells names apart; a Swift string does it by meaning.
    typealias Key = [[UInt8]]

    let capacity: Int
    private(set) var nodes: [Key: Node] = [:]
    /// Bytes in files and in uploads under way.
    private(set) var used = 0

    init(capacity: Int) {
        self.capacity = capacity
    }

    /// The number of things in the tree.
    var count: Int { nodes.count }

    /// Books space for an upload under way, or gives it back.
    mutating func reserve(_ count: Int) throws {
        guard used + count <= capacity else {
            throw Refusal("noSpace", "no space left: \(capacity - used) of \(capacity) bytes are free")
        }
        used += count
    }

    /// Writes a file; directories on the way are made, a link is replaced.
    mutating func write(_ bytes: [UInt8], to path: String) throws {
        let key = try key(path)
        try makeParents(of: key)
        if nodes[key] == .directory { throw Refusal("notAFile", "it is a directory") }
        try reserve(bytes.count - size(of: nodes[key]))
        nodes[key] = .file(bytes)
    }

    func read(_ path: String) throws -> [UInt8] {
        guard case .file(let bytes) = try existing(path).node else {
            throw Refusal("notAFile", "it is no regular file")
        }
        return bytes
    }

    mutating func remove(_ path: String, isRecursive: Bool) throws {
        let (key, node) = try existing(path)
        let members = node == .directory ? self.members(of: key) : []
        guard members.isEmpty || isRecursive else {
            throw Refusal("notEmpty", "the directory is not empty")
        }
        for key in members + [key] { used -= size(of: nodes.removeValue(forKey: key)) }
    }

    mutating func makeDirectory(_ path: String) throws {
        let key = try key(path)
        try makeParents(of: key)
        guard nodes[key] == nil else { throw Refusal("exists", "the name is taken") }
        nodes[key] = .directory
    }

    mutating func makeLink(_ path: String, to target: String) throws {
        let key = try key(path)
        try makeParents(of: key)
        guard nodes[key] == nil else { throw Refusal("exists", "the name is taken") }
        nodes[key] = .link(target)
    }

    /// Checks that an upload may go there, and makes the directories on the way.
    mutating func prepare(_ path: String) throws {
        try makeParents(of: key(path))
    }

    /// What is in a directory, sorted; the empty path is the workspace.
    func list(_ path: String, isRecursive: Bool) throws -> [(path: String, node: Node)] {
        let key: Key
        if path.isEmpty {
            key = []
        } else {
            let (found, node) = try existing(path)
            guard node == .directory else { throw Refusal("notADirectory", "it is no directory") }
            key = found
        }
        return members(of: key)
            .filter { isRecursive || $0.count == key.count + 1 }
            .compactMap { member in
                nodes[member].map { (String(decoding: text(of: member), as: UTF8.self), $0) }
            }
    }

    func size(of node: Node?) -> Int {
        if case .file(let bytes)? = node { bytes.count } else { 0 }
    }

    private func members(of key: Key) -> [Key] {
        nodes.keys
            .filter { $0.count > key.count && $0.starts(with: key) }
            .sorted { text(of: $0).lexicographicallyPrecedes(text(of: $1)) }
    }

    private func text(of key: Key) -> [UInt8] { Array(key.joined(separator: [UInt8(ascii: "/")])) }

    private func existing(_ path: String) throws -> (key: Key, node: Node) {
        let key = try key(path)
        for depth in 1..<key.count { try checkDirectory(Array(key[..<depth])) }
        guard let node = nodes[key] else { throw Refusal("notFound", "there is no such file") }
        return (key, node)
    }

    private mutating func makeParents(of key: Key) throws {
        let parents = (1..<key.count).map { Array(key[..<$0]) }
        for parent in parents where nodes[parent] != nil { try checkDirectory(parent) }
        for parent in parents { nodes[parent] = .directory }
    }

    private func checkDirectory(_ key: Key) throws {
        switch nodes[key] {
        case .directory?: return
        case .file?: throw Refusal("notADirectory", "a part of the path is a file")
        case .link?: throw Refusal("badPath", "the path leads through a link")
        case nil: throw Refusal("notFound", "there is no such directory")
        }
    }

    private func key(_ path: String) throws -> Key {
        guard let path = try? WorkspacePath(path) else {
            throw Refusal("badPath", "no path inside the workspace")
        }
        return path.components.map { Array($0.utf8) }
    }
}

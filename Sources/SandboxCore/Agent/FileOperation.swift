internal import NotebookModel

/// What the agent is asked to do with the workspace's files.
enum FileOperation: Hashable, Sendable {
    /// Without a size, until the end.
    case put(WorkspacePath, size: Int?)
    /// With a window, no more than that before there is credit for more.
    case get(WorkspacePath, limit: Int, window: Int? = nil)
    case list(WorkspacePath?, isRecursive: Bool, limit: Int)
    case remove(WorkspacePath, isRecursive: Bool)
    case makeDirectory(WorkspacePath)
    case usage

    /// The path that it is about, if it is about one.
    var path: WorkspacePath? {
        switch self {
        case .put(let path, _), .get(let path, _, _), .remove(let path, _),
            .makeDirectory(let path):
            path
        case .list(let path, _, _): path
        case .usage: nil
        }
    }

    var json: JSONValue {
        switch self {
        case .put(let path, let size):
            [
                "op": "put", "path": .string(path.description),
                "size": size.map { .number($0) } ?? .null,
            ]
        case .get(let path, let limit, let window):
            [
                "op": "get", "path": .string(path.description), "limit": .number(limit),
                "window": window.map { .number($0) } ?? .null,
            ]
        case .list(let path, let isRecursive, let limit):
            [
                "op": "list", "path": .string(path?.description ?? ""),
                "recursive": .bool(isRecursive), "limit": .number(limit),
            ]
        case .remove(let path, let isRecursive):
            ["op": "remove", "path": .string(path.description), "recursive": .bool(isRecursive)]
        case .makeDirectory(let path):
            ["op": "makeDirectory", "path": .string(path.description)]
        case .usage: ["op": "usage"]
        }
    }
}

/// The head of an answer.
package struct HTTPResponseHead: Hashable, Sendable {
    package var status: Int
    package var reason: String
    package var headers: HTTPHeaders

    package init(status: Int, reason: String, headers: HTTPHeaders = [:]) {
        self.status = status
        self.reason = reason
        self.headers = headers
    }
}

/// The value of a member of a notebook, as nbformat writes it.
enum NotebookField {
    case value(JSONValue)
    case text(String)
    case lines(String)
    case object(JSONObject)
    case texts([String])
    case count(Int?)
    case bundle(MIMEBundle)
    case attachments([CellAttachment])
    case outputs([Output])
    case cells([Cell])
}

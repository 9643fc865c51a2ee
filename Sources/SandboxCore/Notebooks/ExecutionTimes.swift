internal import NotebookModel

/// When a cell ran, as Jupyter notes it in the cell's metadata.
///
/// The members of `execution` are the times of messages of Jupyter's protocol, written as
/// JupyterLab (4, `recordTiming`) and nbclient (0.10, `record_timing`) write them: ISO 8601 in UTC
/// with microseconds. There are no such messages here, so the kernel is busy, and echoes its input,
/// when the session hands the cell over; it replies, and is idle, when the cell has ended.
struct ExecutionTimes {
    /// The times of day, since 1970 began in UTC.
    var begin: Duration
    var end: Duration

    var metadata: JSONValue {
        let begin = JSONValue.string(ExecutionTimes.timestamp(begin))
        let end = JSONValue.string(ExecutionTimes.timestamp(end))
        return [
            "iopub.execute_input": begin, "iopub.status.busy": begin,
            "iopub.status.idle": end, "shell.execute_reply": end,
        ]
    }

    /// Writes a time of 1970 or later, for example `2026-01-02T03:04:05.000006Z`.
    static func timestamp(_ time: Duration) -> String {
        let (days, second) = time.components.seconds.quotientAndRemainder(dividingBy: 86_400)
        let microsecond = time.components.attoseconds / 1_000_000_000_000
        // Days since 1970 to a date: years begin in March, so that leap days are at their end, and
        // 400 years have 146,097 days.
        let (era, dayOfEra) = (days + 719_468).quotientAndRemainder(dividingBy: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
            + "T\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
            + ".\(padded(microsecond, 6))Z"
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

/// The class of a part of source code, as the style sheet has it.
enum HighlightClass: String {
    case keyword = "k"
    case constant = "kc"
    case builtin = "nb"
    case receiver = "bp"
    case definedName = "nf"
    case decorator = "nd"
    case string = "s"
    case number = "m"
    case comment = "c"
    case `operator` = "o"
    case magic = "mg"
}

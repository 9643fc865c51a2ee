/// The alphabets of formulas, in the block Mathematical Alphanumeric Symbols of Unicode.
enum MathAlphabet {
    /// The usual one: single letters are italic.
    case standard
    /// Upright letters, which make words.
    case roman
    case bold
    case italic
    case boldItalic
    case doubleStruck
    case script
    case fraktur
    case sansSerif
    case monospace

    /// The alphabet that a command asks for.
    static let commands: [String: MathAlphabet] = [
        "mathrm": .roman, "rm": .roman, "mathnormal": .standard, "mathup": .roman,
        "mathbf": .bold, "bf": .bold, "mathit": .italic, "it": .italic,
        "boldsymbol": .boldItalic, "bm": .boldItalic, "mathbfit": .boldItalic, "pmb": .boldItalic,
        "mathbb": .doubleStruck, "Bbb": .doubleStruck, "mathcal": .script, "cal": .script,
        "mathscr": .script, "mathfrak": .fraktur, "frak": .fraktur,
        "mathsf": .sansSerif, "sf": .sansSerif, "mathtt": .monospace, "tt": .monospace,
    ]

    /// The letters that stood elsewhere in Unicode before there was the block.
    private static let exceptions: [MathAlphabet: [Unicode.Scalar: Unicode.Scalar]] = [
        .italic: ["h": "ℎ"],
        .doubleStruck: ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"],
        .script: [
            "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ",
            "e": "ℯ", "g": "ℊ", "o": "ℴ",
        ],
        .fraktur: ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"],
    ]

    /// The first code points of the capital and the small letters.
    private var letters: (capital: UInt32, small: UInt32)? {
        switch self {
        case .standard, .roman: nil
        case .bold: (0x1D400, 0x1D41A)
        case .italic: (0x1D434, 0x1D44E)
        case .boldItalic: (0x1D468, 0x1D482)
        case .script: (0x1D49C, 0x1D4B6)
        case .fraktur: (0x1D504, 0x1D51E)
        case .doubleStruck: (0x1D538, 0x1D552)
        case .sansSerif: (0x1D5A0, 0x1D5BA)
        case .monospace: (0x1D670, 0x1D68A)
        }
    }

    private var digits: UInt32? {
        switch self {
        case .bold, .boldItalic: 0x1D7CE
        case .doubleStruck: 0x1D7D8
        case .sansSerif: 0x1D7E2
        case .monospace: 0x1D7F6
        case .standard, .roman, .italic, .script, .fraktur: nil
        }
    }

    private var greek: (capital: UInt32, small: UInt32)? {
        switch self {
        case .bold: (0x1D6A8, 0x1D6C2)
        case .boldItalic: (0x1D71C, 0x1D736)
        default: nil
        }
    }

    /// The character in this alphabet; itself if it has none there.
    func callAsFunction(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if let exception = MathAlphabet.exceptions[self]?[scalar] { return exception }
        let (base, first): (UInt32?, Unicode.Scalar) =
            switch scalar {
            case "A"..."Z": (letters?.capital, "A")
            case "a"..."z": (letters?.small, "a")
            case "0"..."9": (digits, "0")
            case "Α"..."Ω": (greek?.capital, "Α")
            case "α"..."ω": (greek?.small, "α")
            default: (nil, scalar)
            }
        return base.flatMap { Unicode.Scalar($0 + scalar.value - first.value) } ?? scalar
    }
}

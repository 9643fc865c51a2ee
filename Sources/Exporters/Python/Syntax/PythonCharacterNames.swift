/// The names of characters that `\N{…}` takes in a string.
enum PythonCharacterNames {
    /// Tells whether a character has that name, or has it as an alias.
    static func contains(_ name: ArraySlice<UInt8>) -> Bool {
        let spelled = String(decoding: name, as: UTF8.self)
        let name = spelled.uppercased()
        // Names that are made of parts are taken in capitals only, and those of Tangut not at all.
        let isMade = ["CJK UNIFIED IDEOGRAPH-", "HANGUL SYLLABLE "].contains(where: name.hasPrefix)
        if isMade && name != spelled || name.hasPrefix("TANGUT IDEOGRAPH-") { return false }
        if let number = Int(name.dropFirst(2)), name == "VS\(number)" {
            return (1...256).contains(number)
        }
        if aliases.contains(name) { return true }
        guard let properties = scalars[name.hashValue]?.properties else { return false }
        return properties.name == name || properties.nameAlias == name
    }

    /// The characters by the hash values of their names: these would take ten times the memory.
    private static let scalars: [Int: Unicode.Scalar] = {
        var scalars: [Int: Unicode.Scalar] = [:]
        for scalar in (0...0x10FFFF as ClosedRange<UInt32>).lazy.compactMap(Unicode.Scalar.init) {
            let properties = scalar.properties
            for name in [properties.name, properties.nameAlias] {
                if let name { scalars[name.hashValue] = scalar }
            }
        }
        return scalars
    }()

    /// Aliases in the Unicode Character Database's `NameAliases.txt` that correct no name, without
    /// those of variation selectors.
    private static let aliases = Set(
        """
        ACK, ACKNOWLEDGE, ALERT, ALM, APC, APPLICATION PROGRAM COMMAND, BACKSPACE, BEL, BOM, \
        BPH, BREAK PERMITTED HERE, BS, BYTE ORDER MARK, CAN, CANCEL, CANCEL CHARACTER, CARRIAGE \
        RETURN, CCH, CGJ, CHARACTER TABULATION, CHARACTER TABULATION SET, CHARACTER TABULATION \
        WITH JUSTIFICATION, CONTROL SEQUENCE INTRODUCER, CR, CSI, DATA LINK ESCAPE, DC1, DC2, \
        DC3, DC4, DCS, DEL, DELETE, DEVICE CONTROL FOUR, DEVICE CONTROL ONE, DEVICE CONTROL \
        STRING, DEVICE CONTROL THREE, DEVICE CONTROL TWO, DLE, EM, END OF GUARDED AREA, END OF \
        LINE, END OF MEDIUM, END OF PROTECTED AREA, END OF SELECTED AREA, END OF TEXT, END OF \
        TRANSMISSION, END OF TRANSMISSION BLOCK, ENQ, ENQUIRY, EOL, EOM, EOT, EPA, ESA, ESC, \
        ESCAPE, ETB, ETX, FF, FILE SEPARATOR, FORM FEED, FS, FSI, FVS1, FVS2, FVS3, FVS4, GROUP \
        SEPARATOR, GS, HIGH OCTET PRESET, HOP, HORIZONTAL TABULATION, HORIZONTAL TABULATION SET, \
        HORIZONTAL TABULATION WITH JUSTIFICATION, HT, HTJ, HTS, IND, INDEX, INFORMATION \
        SEPARATOR FOUR, INFORMATION SEPARATOR ONE, INFORMATION SEPARATOR THREE, INFORMATION \
        SEPARATOR TWO, LF, LINE FEED, LINE TABULATION, LINE TABULATION SET, LOCKING-SHIFT ONE, \
        LOCKING-SHIFT ZERO, LRE, LRI, LRM, LRO, MESSAGE WAITING, MMSP, MVS, MW, NAK, NBH, NBSP, \
        NEGATIVE ACKNOWLEDGE, NEL, NEW LINE, NEXT LINE, NL, NNBSP, NO BREAK HERE, NUL, NULL, \
        OPERATING SYSTEM COMMAND, OSC, PAD, PADDING CHARACTER, PARTIAL LINE BACKWARD, PARTIAL \
        LINE DOWN, PARTIAL LINE FORWARD, PARTIAL LINE UP, PDF, PDI, PLD, PLU, PM, PRIVACY \
        MESSAGE, PRIVATE USE ONE, PRIVATE USE TWO, PRIVATE USE-1, PRIVATE USE-2, PU1, PU2, \
        RECORD SEPARATOR, REVERSE INDEX, REVERSE LINE FEED, RI, RLE, RLI, RLM, RLO, RS, SCI, SET \
        TRANSMIT STATE, SGC, SHIFT IN, SHIFT OUT, SHY, SI, SINGLE CHARACTER INTRODUCER, SINGLE \
        GRAPHIC CHARACTER INTRODUCER, SINGLE SHIFT THREE, SINGLE SHIFT TWO, SINGLE-SHIFT-2, \
        SINGLE-SHIFT-3, SO, SOH, SOS, SP, SPA, SS2, SS3, SSA, ST, START OF GUARDED AREA, START \
        OF HEADING, START OF PROTECTED AREA, START OF SELECTED AREA, START OF STRING, START OF \
        TEXT, STRING TERMINATOR, STS, STX, SUB, SUBSTITUTE, SYN, SYNCHRONOUS IDLE, TAB, UNIT \
        SEPARATOR, US, VERTICAL TABULATION, VERTICAL TABULATION SET, VT, VTS, WJ, ZWJ, ZWNBSP, \
        ZWNJ, ZWSP
        """.split(separator: ", ").map(String.init)
    )
}

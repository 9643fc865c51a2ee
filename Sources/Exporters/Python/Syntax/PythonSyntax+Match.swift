extension PythonSyntax {
    /// The line `match subject:` if a `case` stands in the next one; `match` may be a name too.
    mutating func matchHeader() -> Bool {
        index += 1
        let shape = sequence(of: { $0.starNamedExpression() }) { !$0.startsExpression }
        guard let shape, !shape.isStarred, take(.colon), take(.newline), take(.indent)
        else { return false }
        return text(at: index, is: "case")
    }

    /// The cases of a match statement, with the end of its block.
    mutating func matchCases() -> Bool {
        guard blockDepth < PythonSyntax.maximumBlocks else { return false }
        blockDepth += 1
        defer { blockDepth -= 1 }
        while text(at: index, is: "case") {
            index += 1
            let takesAll = symbol == .name && next == .colon
            guard patterns() else { return false }
            if take(.if) { guard namedExpression() != nil else { return false } }
            guard block() else { return false }
            // A name takes everything, so that the compiler refuses another case behind it.
            if takesAll { break }
        }
        return take(.dedent)
    }

    /// patterns: one pattern, or a sequence without brackets.
    private mutating func patterns() -> Bool {
        let isStarred = symbol == .times
        guard starPattern() else { return false }
        if isStarred, symbol != .comma { return false }
        while take(.comma), symbol != .colon, symbol != .if {
            guard starPattern() else { return false }
        }
        return true
    }

    private mutating func starPattern() -> Bool {
        take(.times) ? take(.name) : pattern()
    }

    private mutating func pattern() -> Bool {
        guard expressionDepth < PythonSyntax.maximumExpressions else { return false }
        expressionDepth += 1
        defer { expressionDepth -= 1 }
        repeat {
            if symbol == .name, next == .bar { return false }
            guard closedPattern() else { return false }
        } while take(.bar)
        return !take(.as) || !isWildcard && take(.name)
    }

    private var isWildcard: Bool { text(at: index, is: "_") }

    private mutating func closedPattern() -> Bool {
        switch symbol {
        case .none, .true, .false:
            index += 1
            return true
        case .string:
            return atom() != nil
        case .number, .minus:
            return complexNumber()
        case .openParenthesis:
            index += 1
            let isStarred = symbol == .times
            guard patternSequence(until: .closeParenthesis) else { return false }
            return !isStarred || items[index - 3].symbol != .times
        case .openBracket:
            index += 1
            return patternSequence(until: .closeBracket)
        case .openBrace:
            index += 1
            return mapping()
        case .name:
            return namePattern()
        default:
            return false
        }
    }

    private mutating func complexNumber() -> Bool {
        _ = take(.minus)
        guard take(.number) else { return false }
        let isReal = !isImaginary(index - 1)
        guard take(.plus) || take(.minus) else { return true }
        return isReal && symbol == .number && isImaginary(index) && take(.number)
    }

    private func isImaginary(_ index: Int) -> Bool {
        (text(at: index).last ?? 0) | 0x20 == UInt8(ascii: "j")
    }

    private mutating func patternSequence(until end: PythonSymbol) -> Bool {
        while !take(end) {
            guard starPattern() else { return false }
            if symbol != end { guard take(.comma) else { return false } }
        }
        return true
    }

    private mutating func mapping() -> Bool {
        while !take(.closeBrace) {
            if take(.power) {
                guard !isWildcard, take(.name) else { return false }
                _ = take(.comma)
                return take(.closeBrace)
            }
            guard closedKey(), take(.colon), pattern() else { return false }
            if symbol != .closeBrace { guard take(.comma) else { return false } }
        }
        return true
    }

    private mutating func closedKey() -> Bool {
        if symbol == .name {
            guard next == .dot, !isWildcard else { return false }
            return dottedPatternName()
        }
        switch symbol {
        case .none, .true, .false, .string, .number, .minus: return closedPattern()
        default: return false
        }
    }

    /// A capture, a value with dots or a class with its patterns.
    private mutating func namePattern() -> Bool {
        let isWildcard = isWildcard
        guard dottedPatternName() else { return false }
        if isWildcard, items[index - 2].symbol == .dot || symbol == .openParenthesis {
            return false
        }
        guard take(.openParenthesis) else { return true }
        var hasKeyword = false
        while !take(.closeParenthesis) {
            if symbol == .name, next == .assign {
                index += 2
                hasKeyword = true
            } else if hasKeyword {
                return false
            }
            guard pattern() else { return false }
            if symbol != .closeParenthesis { guard take(.comma) else { return false } }
        }
        return true
    }

    private mutating func dottedPatternName() -> Bool {
        repeat {
            guard take(.name) else { return false }
        } while take(.dot)
        return true
    }
}

extension PythonSyntax {
    /// atom: a name, a constant, strings or something in brackets.
    mutating func atom() -> Shape? {
        switch symbol {
        case .name:
            index += 1
            return .name
        case .number, .true, .false, .none, .ellipsis:
            index += 1
            return .other
        case .string, .formattedStart:
            return strings() ? .other : nil
        case .openParenthesis:
            return nested { $0.group() }
        case .openBracket:
            return nested { $0.list() }
        case .openBrace:
            return nested { $0.dictionaryOrSet() ? .other : nil }
        default:
            return nil
        }
    }

    private mutating func nested(_ part: (inout PythonSyntax) -> Shape?) -> Shape? {
        guard expressionDepth < PythonSyntax.maximumExpressions else { return nil }
        expressionDepth += 1
        defer { expressionDepth -= 1 }
        index += 1
        return part(&self)
    }

    /// strings: literals in a row, all of bytes or none.
    private mutating func strings() -> Bool {
        var isBytes: Bool?
        while symbol == .string || symbol == .formattedStart {
            let isOfBytes = symbol == .string && PythonStringCheck.isBytes(text(at: index))
            guard isBytes == nil || isBytes == isOfBytes else { return false }
            isBytes = isOfBytes
            if symbol == .string {
                index += 1
            } else {
                guard formattedString() else { return false }
            }
        }
        return true
    }

    private mutating func formattedString() -> Bool {
        let start = text(at: index)
        let isRaw = start.contains { $0 | 0x20 == UInt8(ascii: "r") }
        index += 1
        while !take(.formattedEnd) {
            if symbol == .formattedText {
                let text = text(at: index)
                guard PythonStringCheck.hasPairedBraces(text, isRaw: isRaw),
                    isRaw || PythonStringCheck.hasValidEscapes(text)
                else { return false }
                index += 1
            } else {
                guard replacementField(isRaw: isRaw) else { return false }
            }
        }
        return true
    }

    /// replacement_field: an expression, `=`, a conversion and a format specification.
    ///
    /// It may stand in a specification itself, but not in one of such a field.
    private mutating func replacementField(isRaw: Bool, depth: Int = 0) -> Bool {
        guard expressionDepth < PythonSyntax.maximumExpressions else { return false }
        expressionDepth += 1
        defer { expressionDepth -= 1 }
        guard take(.openBrace) else { return false }
        if symbol == .yield {
            guard yield() else { return false }
        } else {
            guard let shape = starExpressions(), !shape.isStarred else { return false }
        }
        _ = take(.assign)
        if take(.exclamation) {
            let conversion = text(at: index)
            guard conversion.count == 1,
                items[index].range.lowerBound == items[index - 1].range.upperBound,
                conversion.allSatisfy({ "sra".utf8.contains($0) }),
                take(.name)
            else { return false }
        }
        if take(.colon) {
            while symbol != .closeBrace {
                if symbol == .formattedText {
                    guard isRaw || PythonStringCheck.hasValidEscapes(text(at: index))
                    else { return false }
                    index += 1
                } else {
                    guard depth < 1, replacementField(isRaw: isRaw, depth: depth + 1)
                    else { return false }
                }
            }
        }
        return take(.closeBrace)
    }

    /// tuple | group | genexp, behind the parenthesis.
    private mutating func group() -> Shape? {
        if take(.closeParenthesis) { return .empty }
        if symbol == .yield {
            return yield() && take(.closeParenthesis) ? .other : nil
        }
        let start = index
        guard let shape = starNamedExpression() else { return nil }
        if symbol == .for || symbol == .async {
            guard !shape.isStarred, comprehension(from: start, isGenerator: true) else {
                return nil
            }
            return take(.closeParenthesis) ? .other : nil
        }
        if symbol == .comma {
            guard let tuple = rest(behind: shape, until: .closeParenthesis) else { return nil }
            return tuple
        }
        guard take(.closeParenthesis), !shape.isStarred else { return nil }
        return shape
    }

    private mutating func list() -> Shape? {
        if take(.closeBracket) { return .empty }
        let start = index
        guard let shape = starNamedExpression() else { return nil }
        if symbol == .for || symbol == .async {
            guard !shape.isStarred, comprehension(from: start, isGenerator: false)
            else { return nil }
            return take(.closeBracket) ? .other : nil
        }
        return rest(behind: shape, until: .closeBracket)
    }

    /// The elements behind the first one and the closing bracket.
    private mutating func rest(behind first: Shape, until end: PythonSymbol) -> Shape? {
        var whole = Shape.empty
        whole.add(first)
        while take(.comma) {
            if symbol == end { break }
            guard let shape = starNamedExpression() else { return nil }
            whole.add(shape)
        }
        return take(end) ? whole.ofWhole : nil
    }

    private mutating func dictionaryOrSet() -> Bool {
        if take(.closeBrace) { return true }
        let start = index
        var isDictionary: Bool?
        while true {
            let isEntry: Bool
            if take(.power) {
                guard bitwiseOr() != nil else { return false }
                isEntry = true
            } else {
                let isNamed = symbol == .name && next == .walrus
                guard let shape = starNamedExpression() else { return false }
                isEntry = !shape.isStarred && !isNamed && symbol == .colon
                if isEntry {
                    index += 1
                    guard expression() != nil else { return false }
                }
                if isDictionary == nil, symbol == .for || symbol == .async {
                    guard !shape.isStarred, comprehension(from: start, isGenerator: false)
                    else { return false }
                    return take(.closeBrace)
                }
            }
            guard isDictionary == nil || isDictionary == isEntry else { return false }
            isDictionary = isEntry
            if take(.closeBrace) { return true }
            guard take(.comma) else { return false }
            if take(.closeBrace) { return true }
        }
    }

    /// for_if_clauses, behind the element that starts at a place.
    mutating func comprehension(from start: Int, isGenerator: Bool) -> Bool {
        if items[start..<index].contains(where: { $0.symbol == .yield }) { return false }
        while symbol == .for || symbol == .async {
            if take(.async), !scope.isAsync { return false }
            guard take(.for), targets(until: .in), take(.in) else { return false }
            var inner = scope
            inner.isComprehension = true
            let isValid = within(inner) { syntax in
                guard syntax.disjunction() != nil else { return false }
                while syntax.take(.if) {
                    guard syntax.disjunction() != nil else { return false }
                }
                return true
            }
            guard isValid else { return false }
        }
        return true
    }

    /// star_targets: what a loop assigns to.
    mutating func targets(until end: PythonSymbol) -> Bool {
        let shape = sequence(
            of: { syntax in
                let isStarred = syntax.take(.times)
                guard let shape = syntax.primary(), shape.isTarget else { return nil }
                return isStarred ? [.target, .starred] : shape
            },
            until: { $0.symbol == end }
        )
        guard let shape, !shape.isStarred else { return false }
        return shape.isTarget
    }

    /// arguments of a call or a class, behind the parenthesis, with the closing one.
    mutating func arguments(ofClass isClass: Bool = false) -> Bool {
        guard expressionDepth < PythonSyntax.maximumExpressions else { return false }
        expressionDepth += 1
        defer { expressionDepth -= 1 }
        var keywords: Set<[UInt8]> = []
        var hasKeyword = false
        var hasUnpacking = false
        var count = 0
        while !take(.closeParenthesis) {
            count += 1
            if take(.power) {
                guard expression() != nil else { return false }
                hasUnpacking = true
            } else if take(.times) {
                guard !hasUnpacking, expression() != nil else { return false }
            } else if symbol == .name, next == .assign {
                guard keywords.insert(Array(text(at: index))).inserted else { return false }
                index += 2
                guard expression() != nil else { return false }
                hasKeyword = true
            } else {
                let start = index
                guard !hasKeyword, !hasUnpacking, namedExpression() != nil else { return false }
                if symbol == .for || symbol == .async {
                    guard count == 1, !isClass, comprehension(from: start, isGenerator: true)
                    else { return false }
                    return take(.closeParenthesis)
                }
            }
            if symbol != .closeParenthesis { guard take(.comma) else { return false } }
        }
        return true
    }
}

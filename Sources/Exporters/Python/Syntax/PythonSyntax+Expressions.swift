extension PythonSyntax {
    /// star_expressions: one or more separated by commas.
    mutating func starExpressions() -> Shape? {
        sequence(of: { $0.starExpression() }) { !$0.startsExpression }
    }

    /// Elements separated by commas; with a comma they are a tuple.
    mutating func sequence(
        of element: (inout PythonSyntax) -> Shape?,
        until ends: (PythonSyntax) -> Bool
    ) -> Shape? {
        guard let first = element(&self) else { return nil }
        guard symbol == .comma else { return first }
        var whole = Shape.empty
        whole.add(first)
        while take(.comma) {
            if ends(self) { break }
            guard let shape = element(&self) else { return nil }
            whole.add(shape)
        }
        return whole.ofWhole
    }

    var startsExpression: Bool {
        switch symbol {
        case .name, .number, .string, .formattedStart, .false, .none, .true, .await, .lambda, .not,
            .openParenthesis, .openBracket, .openBrace, .ellipsis, .plus, .minus, .times, .tilde,
            .yield:
            true
        default: false
        }
    }

    /// star_expression: `*` bitwise_or | expression.
    mutating func starExpression() -> Shape? {
        guard take(.times) else { return expression() }
        guard let shape = bitwiseOr() else { return nil }
        return shape.isTarget ? [.target, .starred] : .starred
    }

    /// star_named_expression: the same with `:=`.
    mutating func starNamedExpression() -> Shape? {
        symbol == .times ? starExpression() : namedExpression()
    }

    /// named_expression: NAME `:=` expression | expression.
    mutating func namedExpression() -> Shape? {
        if symbol == .name, next == .walrus {
            index += 2
            return expression() == nil ? nil : .other
        }
        return expression()
    }

    /// expression: disjunction [`if` disjunction `else` expression] | lambda.
    mutating func expression() -> Shape? {
        guard expressionDepth < PythonSyntax.maximumExpressions else { return nil }
        expressionDepth += 1
        defer { expressionDepth -= 1 }
        if symbol == .lambda { return lambda() ? .other : nil }
        guard let shape = disjunction() else { return nil }
        guard take(.if) else { return shape }
        guard disjunction() != nil, take(.else), expression() != nil else { return nil }
        return .other
    }

    /// yield_expr | star_expressions, as the right side of an assignment.
    mutating func value() -> Shape? {
        if symbol == .yield { return yield() ? .other : nil }
        guard let shape = starExpressions(), !shape.isStarred else { return nil }
        return shape
    }

    mutating func yield() -> Bool {
        guard take(.yield), scope.isFunction, !scope.isComprehension else { return false }
        if take(.from) { return !scope.isAsync && expression() != nil }
        if !startsExpression || symbol == .yield { return true }
        guard let shape = starExpressions() else { return false }
        return !shape.isStarred
    }

    private mutating func lambda() -> Bool {
        guard take(.lambda), parameters(until: .colon, areAnnotated: false), take(.colon)
        else { return false }
        return within(Scope(isFunction: true)) { $0.expression() != nil }
    }

    /// disjunction: `or`, `and`, `not` and comparisons.
    mutating func disjunction() -> Shape? {
        guard var shape = inversion() else { return nil }
        while take(.or) || take(.and) {
            guard inversion() != nil else { return nil }
            shape = .other
        }
        return shape
    }

    private mutating func inversion() -> Shape? {
        let start = index
        while take(.not) {}
        let isInverted = index > start
        guard index - start < PythonSyntax.maximumExpressions, var shape = bitwiseOr() else {
            return nil
        }
        while takeComparison() {
            guard bitwiseOr() != nil else { return nil }
            shape = .other
        }
        return isInverted ? .other : shape
    }

    private mutating func takeComparison() -> Bool {
        switch symbol {
        case .less, .greater, .equal, .unequal, .lessEqual, .greaterEqual, .in:
            index += 1
            return true
        case .is:
            index += 1
            _ = take(.not)
            return true
        case .not where next == .in:
            index += 2
            return true
        default:
            return false
        }
    }

    /// bitwise_or and all that binds tighter.
    mutating func bitwiseOr() -> Shape? {
        guard var shape = factor() else { return nil }
        var count = 0
        while symbol.isBinaryOperator {
            index += 1
            count += 1
            guard count < PythonSyntax.maximumChain else { return nil }
            guard factor() != nil else { return nil }
            shape = .other
        }
        return shape
    }

    private mutating func factor() -> Shape? {
        let start = index
        guard takeSigns() else { return nil }
        let isSigned = index > start
        guard var shape = power() else { return nil }
        var count = 0
        while take(.power) {
            count += 1
            guard count < PythonSyntax.maximumExpressions, takeSigns(), power() != nil
            else { return nil }
            shape = .other
        }
        return isSigned ? .other : shape
    }

    private mutating func takeSigns() -> Bool {
        let start = index
        while take(.plus) || take(.minus) || take(.tilde) {}
        return index - start < PythonSyntax.maximumExpressions
    }

    private mutating func power() -> Shape? {
        guard take(.await) else { return primary() }
        guard scope.isAsync, primary() != nil else { return nil }
        return .other
    }

    /// primary: an atom with attributes, calls and subscripts.
    mutating func primary() -> Shape? {
        guard var shape = atom() else { return nil }
        for _ in 0..<PythonSyntax.maximumChain {
            switch symbol {
            case .dot:
                index += 1
                guard take(.name) else { return nil }
                shape = .name
            case .openParenthesis:
                index += 1
                guard arguments() else { return nil }
                shape = .other
            case .openBracket:
                index += 1
                guard slices() else { return nil }
                shape = .name
            default:
                return shape
            }
        }
        return nil
    }

    private mutating func slices() -> Bool {
        while true {
            guard slice() else { return false }
            if take(.closeBracket) { return true }
            guard take(.comma) else { return false }
            if take(.closeBracket) { return true }
        }
    }

    private mutating func slice() -> Bool {
        if symbol != .colon {
            let isNamed = symbol == .name && next == .walrus
            guard let shape = starNamedExpression() else { return false }
            if symbol != .colon { return true }
            if isNamed || shape.isStarred { return false }
        }
        for _ in 0..<2 {
            guard take(.colon) else { break }
            if symbol != .colon, symbol != .comma, symbol != .closeBracket {
                guard expression() != nil else { return false }
            }
        }
        return true
    }
}

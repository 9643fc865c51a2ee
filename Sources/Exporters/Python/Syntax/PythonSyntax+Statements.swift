extension PythonSyntax {
    mutating func statement() -> Bool {
        switch symbol {
        case .if: return conditional()
        case .while: return whileLoop()
        case .for: return forLoop()
        case .try: return tryStatement()
        case .with: return withStatement()
        case .def: return function(isAsync: false)
        case .class: return classDefinition()
        case .at: return decorated()
        case .async: return asyncStatement()
        case .name:
            if text(at: index, is: "match") {
                let start = index
                if matchHeader() { return matchCases() }
                index = start
            }
            return simpleStatements()
        default: return simpleStatements()
        }
    }

    /// block: statements behind a colon, in the same line or indented.
    mutating func block() -> Bool {
        guard take(.colon) else { return false }
        guard take(.newline) else { return simpleStatements() }
        guard take(.indent), blockDepth < PythonSyntax.maximumBlocks else { return false }
        blockDepth += 1
        defer { blockDepth -= 1 }
        repeat {
            guard statement() else { return false }
        } while symbol != .dedent && symbol != .end
        return take(.dedent)
    }

    /// A block in which `break` and `continue` may stand.
    private mutating func loopBlock() -> Bool {
        var inner = scope
        inner.isLoop = true
        return within(inner) { $0.block() }
    }

    private mutating func conditional() -> Bool {
        guard take(.if), namedExpression() != nil, block() else { return false }
        var count = 0
        while take(.elif) {
            count += 1
            guard count < PythonSyntax.maximumChain, namedExpression() != nil, block()
            else { return false }
        }
        return !take(.else) || block()
    }

    private mutating func whileLoop() -> Bool {
        guard take(.while), namedExpression() != nil, loopBlock() else { return false }
        return !take(.else) || block()
    }

    private mutating func forLoop() -> Bool {
        guard take(.for), targets(until: .in), take(.in), let shape = starExpressions(),
            !shape.isStarred, loopBlock()
        else { return false }
        return !take(.else) || block()
    }

    private mutating func tryStatement() -> Bool {
        guard take(.try), block() else { return false }
        var handlers = 0
        var isGroup: Bool?
        var isBare = false
        while take(.except) {
            if isBare { return false }
            handlers += 1
            let hasStar = take(.times)
            guard isGroup == nil || isGroup == hasStar else { return false }
            isGroup = hasStar
            if symbol == .colon {
                if hasStar { return false }
                isBare = true
            } else {
                guard expression() != nil else { return false }
                if take(.as) { guard take(.name) else { return false } }
            }
            guard block() else { return false }
        }
        if handlers > 0, take(.else) { guard block() else { return false } }
        if take(.finally) { return block() }
        return handlers > 0
    }

    private mutating func withStatement() -> Bool {
        guard take(.with) else { return false }
        let start = index
        if !parenthesizedItems() {
            index = start
            repeat {
                guard withItem(until: .colon) else { return false }
            } while take(.comma)
        }
        return block()
    }

    private mutating func parenthesizedItems() -> Bool {
        guard take(.openParenthesis) else { return false }
        repeat {
            if symbol == .closeParenthesis { break }
            guard withItem(until: .closeParenthesis) else { return false }
        } while take(.comma)
        return take(.closeParenthesis) && symbol == .colon
    }

    private mutating func withItem(until end: PythonSymbol) -> Bool {
        guard expression() != nil else { return false }
        guard take(.as) else { return true }
        guard let shape = primary(), shape.isTarget else { return false }
        return symbol == .comma || symbol == end
    }

    private mutating func asyncStatement() -> Bool {
        guard take(.async) else { return false }
        switch symbol {
        case .def: return function(isAsync: true)
        case .for: return scope.isAsync && forLoop()
        case .with: return scope.isAsync && withStatement()
        default: return false
        }
    }

    private mutating func decorated() -> Bool {
        while take(.at) {
            guard namedExpression() != nil, take(.newline) else { return false }
        }
        if symbol == .class { return classDefinition() }
        let isAsync = take(.async)
        return function(isAsync: isAsync)
    }

    private mutating func function(isAsync: Bool) -> Bool {
        guard take(.def), take(.name), typeParameters(), take(.openParenthesis),
            parameters(until: .closeParenthesis, areAnnotated: true), take(.closeParenthesis)
        else { return false }
        if take(.arrow) { guard expression() != nil else { return false } }
        let inner = Scope(isFunction: true, isAsync: isAsync, functions: scope.functions + 1)
        return within(inner) { $0.block() }
    }

    private mutating func classDefinition() -> Bool {
        guard take(.class), take(.name), typeParameters() else { return false }
        if take(.openParenthesis) { guard arguments(ofClass: true) else { return false } }
        return within(Scope(isClass: true, functions: scope.functions)) { $0.block() }
    }

    /// type_params (PEP 695).
    mutating func typeParameters() -> Bool {
        guard take(.openBracket) else { return true }
        repeat {
            if symbol == .closeBracket { break }
            let isStarred = take(.times) || take(.power)
            guard take(.name) else { return false }
            if take(.colon) { guard !isStarred, expression() != nil else { return false } }
            if take(.assign) { guard expression() != nil else { return false } }
        } while take(.comma)
        return take(.closeBracket) && items[index - 2].symbol != .openBracket
    }

    /// The parameters of a function or a lambda, up to what ends them.
    mutating func parameters(until end: PythonSymbol, areAnnotated: Bool) -> Bool {
        var names: Set<[UInt8]> = []
        var state = ParameterState()
        while symbol != end {
            switch symbol {
            case .slash:
                guard !state.hasSlash, !state.hasStar, state.count > 0 else { return false }
                state.hasSlash = true
                index += 1
            case .times:
                guard !state.hasStar else { return false }
                state.hasStar = true
                index += 1
                if symbol == .comma {
                    state.needsName = true
                } else {
                    guard parameter(&names, areAnnotated, isStarred: true) else { return false }
                }
            case .power:
                index += 1
                guard !state.needsName, parameter(&names, areAnnotated, isStarred: false)
                else { return false }
                _ = take(.comma)
                return symbol == end
            default:
                guard parameter(&names, areAnnotated, isStarred: false) else { return false }
                if take(.assign) {
                    guard expression() != nil else { return false }
                    state.hasDefault = true
                } else if state.hasDefault, !state.hasStar {
                    return false
                }
                state.needsName = false
                state.count += 1
            }
            if symbol != end { guard take(.comma) else { return false } }
        }
        return !state.needsName
    }

    private struct ParameterState {
        var hasSlash = false
        var hasStar = false
        var hasDefault = false
        var needsName = false
        var count = 0
    }

    private mutating func parameter(
        _ names: inout Set<[UInt8]>,
        _ isAnnotated: Bool,
        isStarred: Bool
    ) -> Bool {
        guard symbol == .name, names.insert(Array(text(at: index))).inserted else { return false }
        index += 1
        guard isAnnotated, take(.colon) else { return true }
        return (isStarred ? starExpression() : expression()) != nil
    }
}

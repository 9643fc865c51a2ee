extension PythonSyntax {
    /// simple_stmts: statements separated by semicolons in one line.
    mutating func simpleStatements() -> Bool {
        repeat {
            if symbol == .newline, items[max(0, index - 1)].symbol == .semicolon { break }
            guard simpleStatement() else { return false }
        } while take(.semicolon)
        return take(.newline)
    }

    private mutating func simpleStatement() -> Bool {
        switch symbol {
        case .pass:
            index += 1
            return true
        case .break, .continue:
            index += 1
            return scope.isLoop
        case .return:
            index += 1
            guard scope.isFunction else { return false }
            return !startsExpression || (symbol != .yield && value() != nil)
        case .raise:
            index += 1
            guard startsExpression else { return true }
            guard expression() != nil else { return false }
            return !take(.from) || expression() != nil
        case .global:
            // At the top of a module it would have to stand before all uses of the names.
            return (scope.isFunction || scope.isAsync) && names()
        case .nonlocal:
            return scope.functions > 1 && names()
        case .del:
            index += 1
            guard let shape = starExpressions() else { return false }
            return shape.contains(.deletable)
        case .assert:
            index += 1
            guard expression() != nil else { return false }
            return !take(.comma) || expression() != nil
        case .import: return importNames()
        case .from: return importFrom()
        case .yield: return yield()
        case .name where text(at: index, is: "type") && next == .name:
            index += 2
            return typeParameters() && take(.assign) && expression() != nil
        default:
            return assignment()
        }
    }

    /// assignment | star_expressions.
    private mutating func assignment() -> Bool {
        guard var shape = starExpressions() else { return false }
        if symbol == .colon {
            index += 1
            guard shape.contains(.single), expression() != nil else { return false }
            return !take(.assign) || value() != nil
        }
        if symbol.isAugmentedAssignment {
            index += 1
            return shape.contains(.single) && value() != nil
        }
        while take(.assign) {
            guard shape.isTarget, !shape.isStarred, let right = value() else { return false }
            shape = right
        }
        return !shape.isStarred
    }

    private mutating func names() -> Bool {
        index += 1
        repeat {
            guard take(.name) else { return false }
        } while take(.comma)
        return true
    }

    private mutating func dottedName() -> Bool {
        repeat {
            guard take(.name) else { return false }
        } while take(.dot)
        return true
    }

    private mutating func importNames() -> Bool {
        index += 1
        repeat {
            guard dottedName() else { return false }
            if take(.as) { guard take(.name) else { return false } }
        } while take(.comma)
        return true
    }

    private mutating func importFrom() -> Bool {
        index += 1
        if text(at: index, is: "__future__"), next == .import { return futureImport() }
        var isRelative = false
        while take(.dot) || take(.ellipsis) { isRelative = true }
        if !isRelative || symbol != .import { guard dottedName() else { return false } }
        guard take(.import) else { return false }
        if take(.times) { return !scope.isFunction && !scope.isClass }
        return importedNames()
    }

    private mutating func importedNames() -> Bool {
        let isParenthesized = take(.openParenthesis)
        repeat {
            if isParenthesized, symbol == .closeParenthesis,
                items[index - 1].symbol == .comma
            {
                break
            }
            guard take(.name) else { return false }
            if take(.as) { guard take(.name) else { return false } }
        } while take(.comma)
        return !isParenthesized || take(.closeParenthesis)
    }

    private mutating func futureImport() -> Bool {
        let known: [StaticString] = [
            "nested_scopes", "generators", "division", "absolute_import", "with_statement",
            "print_function", "unicode_literals", "generator_stop", "annotations",
        ]
        index += 2
        guard prelude.isOpen, blockDepth == 0 else { return false }
        let start = index
        guard importedNames() else { return false }
        var isAlias = false
        for place in start..<index where items[place].symbol != .comma {
            if !isAlias, items[place].symbol == .name {
                guard known.contains(where: { text(at: place, is: $0) }) else { return false }
            }
            isAlias = items[place].symbol == .as
        }
        return true
    }
}

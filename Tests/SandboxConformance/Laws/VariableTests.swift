import NotebookModel
import SandboxCore
import Testing

@Suite(.timeLimit(.minutes(2)))
struct VariableTests {
    @Test(arguments: BackendUnderTest.allCases)
    func `variables are told by name, without machinery`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            let none = try await session.variables()
            #expect(none == VariableList(variables: []))
            _ = try await session.run(
                """
                import math
                b, a, _hidden = [1, 2], 'text', 3
                def area(r): return math.pi * r
                class Point: pass
                p = Point()
                big = 1 << 10_000_000
                a
                """
            )
            let list = try await session.variables()
            #expect(list.variables.map(\.name) == ["Point", "a", "area", "b", "big", "p"])
            #expect(list["a"]?.preview == "'text'")
            #expect(list["b"]?.type == "list")
            #expect(list["b"]?.length == 2)
            #expect(try #require(list["b"]?.size).bytes > 40)
            #expect(list["area"]?.preview == "area(r)")
            #expect(list["Point"]?.preview == "class Point")
            #expect(list["p"] == Variable(name: "p", type: "Point"))
            #expect(list["big"]?.preview == "<int of 10000001 bits>")
            let all = try await session.variables(VariableOptions(includesModules: true, limit: 1))
            #expect(all.variables.map(\.name) == ["Point"])
            #expect(all.leftOut == 6)
        }
    }

    private static let hostile = """
        import sys, types
        ran = []
        class Loops:
            def __repr__(self):
                while True: pass
        class Raises:
            def __repr__(self): raise ValueError('no')
            def __len__(self): raise SystemExit(3)
        class Prints:
            def __repr__(self):
                print('printed'); sys.stderr.write('written'); display('shown'); input('asked')
                return 'never'
        class Lies:
            @property
            def __class__(self): ran.append(1); return int
            def __repr__(self): ran.append(2); return 'lie'
        class Meta(type):
            __name__ = property(lambda cls: ran.append(3))
            def __hash__(cls): ran.append(4); return 1
            def __eq__(cls, other): ran.append(5); return True
            def __getattribute__(cls, name): ran.append(6); return type.__getattribute__(cls, name)
        class Odd(metaclass=Meta): pass
        class Text(str):
            def __getitem__(self, key): ran.append(7); return 'x' * 10 ** 9
            def __len__(self): ran.append(8); return 5
        class Table(dict):
            def items(self): ran.append(9); return []
            def __iter__(self): ran.append(10); return iter([])
        b, c, d, e, f, g = Raises(), Prints(), Lies(), Odd(), Text('t'), Table(a=1)
        h = [0] * 10_000_000
        i = []; i.append(i)
        globals()[Text('name')] = 1
        globals()[7] = 2
        ran.clear()
        """

    @Test(arguments: BackendUnderTest.allCases)
    func `no code of the user's runs unless that is asked`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run(Self.hostile + "\na = Loops()\n'last'")
            let list = try await session.variables()
            #expect(list["ran"]?.preview == "[]")
            #expect(list["a"] == Variable(name: "a", type: "Loops"))
            #expect(list["d"]?.type == "Lies")
            #expect(list["e"]?.type == "Odd")
            #expect(list["f"]?.preview == nil)
            #expect(list["h"]?.length == 10_000_000)
            #expect(list["h"]?.preview?.count ?? 0 <= 120)
            #expect(list["i"]?.preview == "[[[[…]]]]")
            #expect(try await session.run("ran").value == "[]")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `asking changes no number, no value and no output`(
        backend: BackendUnderTest
    ) async throws {
        try await backend.withSession { session in
            _ = try await session.run(Self.hostile + "\n'last'")
            let list = try await session.variables(VariableOptions(preview: .full))
            #expect(list["b"]?.preview == "<repr raised ValueError>")
            #expect(list["c"]?.preview == "<repr raised EOFError>")
            #expect(list["d"]?.preview == "lie")
            #expect(list["h"]?.preview?.count ?? 0 <= 120)
            #expect(!list.isCutShort)
            let next = try await session.run("print('heard')\n_, dict(Out)")
            #expect(next.value == "('last', {1: 'last'})")
            #expect(next.executionCount == 2)
            #expect(next.text == "heard\n")
            #expect(next.errorText.isEmpty)
            #expect(next.outputs.count == 2)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a repr that never ends costs its own words`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run(Self.hostile + "\na = Loops()")
            let options = VariableOptions(preview: .full, timeout: .milliseconds(300))
            let list = try await session.variables(options)
            #expect(list.isCutShort)
            #expect(list["a"] == Variable(name: "a", type: "Loops"))
            #expect(list["h"]?.length == 10_000_000)
            #expect(try await session.run("len(h)").value == "10000000")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `what a worker makes up is refused`(backend: BackendUnderTest) async throws {
        for forged in ["{}", "{'variables': 3}", "[]", "None"] {
            try await backend.withSession { session in
                _ = try await session.run(
                    """
                    import sys, _sandbox_agent.calls as calls
                    calls.CALLS['variables'] = lambda *_: \(forged) if \(forged) is not None else 7
                    """
                )
                let error = await #expect(throws: SandboxError.self) {
                    try await session.variables()
                }
                #expect(error?.code == .protocolViolation)
                #expect(try await session.run("1 + 1").value == "2")
            }
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `a worker that fails to answer is said to`(backend: BackendUnderTest) async throws {
        try await backend.withSession { session in
            _ = try await session.run(
                "import _sandbox_agent.calls as calls\ncalls.CALLS.clear()"
            )
            let error = await #expect(throws: SandboxError.self) { try await session.variables() }
            #expect(error?.code == .unanswered)
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `arrays and tables are told without their own words`(
        backend: BackendUnderTest
    ) async throws {
        var configuration = SessionConfiguration(runtime: .base)
        configuration.limits.memory = .gibibytes(1)
        try await backend.withSession(configuration) { session in
            _ = try await session.run(
                """
                import numpy as np, pandas as pd
                a, o = np.zeros((3, 400)), np.array([object(), 1, 'x'], dtype=object)
                df = pd.DataFrame({'one': [1, 2], 'two': ['x', 'y']})
                s, n, m = df['one'], np.float64(1.5), np.ma.array([1])
                day = np.datetime64('2026-01-02')
                days, pairs = np.array([day]), np.array([(1, 2.5)], dtype='i4,f8')
                t, i, c = pd.Timestamp('2026-01-02'), pd.date_range(day, periods=2), pd.Categorical(['x'])
                k, u = pd.Series(c), df.columns
                e, p, x = pd.Timedelta('1D'), pd.Period('2026-01'), [pd.NaT, pd.NA][0]
                z, w = np.array(5), pd.MultiIndex.from_product([[1, 2], [3]], names=['a', 'b'])
                class Sub(np.ndarray):
                    def __array_finalize__(self, other): raised.append(1)
                """
            )
            let list = try await session.variables()
            #expect(list["a"]?.type == "numpy.ndarray")
            #expect(list["a"]?.shape == [3, 400])
            #expect(list["a"]?.size == ByteCount(bytes: 9600))
            #expect(list["a"]?.preview == "array([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, …])")
            #expect(list["o"]?.preview == "array([<object>, 1, 'x'])")
            #expect(list["df"]?.type.hasSuffix("DataFrame") == true)
            #expect(list["df"]?.shape == [2, 2])
            #expect(list["df"]?.preview == "columns: 'one', 'two'")
            #expect(list["s"]?.preview == "[1, 2]")
            #expect(list["n"]?.preview == "1.5")
            #expect(list["m"]?.preview == nil)
            #expect(list["m"]?.shape == [1])
            #expect(list["day"]?.preview == "'2026-01-02'")
            #expect(list["e"]?.preview == "Timedelta('P1DT0H0M0S')")
            #expect(list["p"]?.preview == "Period('2026-01')")
            #expect(list["x"]?.preview == "NaT")
            #expect(list["z"]?.preview == "array(5)")
            #expect(list["z"]?.shape == [])
            #expect(list["w"]?.preview == "levels: 'a', 'b'")
            #expect(list["w"]?.shape == [2])
            #expect(list["days"]?.preview == "array(['2026-01-02'])")
            #expect(list["pairs"]?.preview == "array([(1, 2.5)])")
            #expect(list["t"]?.preview == "Timestamp('2026-01-02T00:00:00')")
            #expect(list["i"]?.preview == "['2026-01-02 00:00:00', '2026-01-03 00:00:00']")
            #expect(list["i"]?.shape == [2])
            #expect(list["c"]?.preview == "['x']")
            #expect(list["k"]?.preview == "['x']")
            #expect(list["u"]?.preview == "['one', 'two']")
        }
    }

    @Test(arguments: BackendUnderTest.allCases)
    func `columns of the user's own kind are not asked`(backend: BackendUnderTest) async throws {
        var configuration = SessionConfiguration(runtime: .base)
        configuration.limits.memory = .gibibytes(1)
        try await backend.withSession(configuration) { session in
            let result = try await session.run(
                """
                import pandas as pd
                from pandas.api.extensions import ExtensionArray, ExtensionDtype
                class Kind(ExtensionDtype):
                    name, type = 'kind', int
                    @classmethod
                    def construct_array_type(cls): return Column
                class Column(ExtensionArray):
                    def told(self, value):
                        calls.append(value)
                        return value
                    dtype = property(lambda self: self.told(Kind()))
                    nbytes = property(lambda self: self.told(8))
                    def __len__(self): return self.told(2)
                    def __getitem__(self, at): return self if type(at) is slice else self.told(1)
                    def copy(self): return self
                calls = []
                s, i, t = pd.Series(Column()), pd.Index(Column()), pd.DataFrame({'a': Column()})
                u = pd.Series([1, 2], index=i)
                calls.clear()
                """
            )
            #expect(result.outcome == .ok)
            let list = try await session.variables()
            #expect(list["s"]?.shape == [2])
            #expect(list["t"]?.preview == "columns: 'a'")
            #expect(list["i"]?.preview == nil)
            #expect(list["u"]?.preview == nil)
            #expect(try await session.run("calls").value == "[]")
        }
    }
}

import SandboxCore
import Testing

struct ExecutionConfigurationTests {
    @Test func `an empty environment gives the defaults`() throws {
        let configuration = try ExecutionConfiguration(environment: ["HOME": "/root"])
        #expect(configuration == ExecutionConfiguration())
        #expect(configuration.uploads.total.bytes == 52_428_800)
        #expect(configuration.uploads.single.bytes == 5_242_880)
        #expect(configuration.pythonImage == "python:3.11-slim")
        #expect(configuration.defaultMemory == .mebibytes(512))
        #expect(configuration.defaultCPUs == 0.5)
        #expect(configuration.maximumMemory == .gibibytes(2))
        #expect(configuration.maximumCPUs == 2)
        #expect(configuration.timeout == .seconds(30))
    }

    @Test func `each variable sets its value`() throws {
        let configuration = try ExecutionConfiguration(environment: [
            "TOTAL_UPLOAD_LIMIT": "1000", "SINGLE_FILE_LIMIT": "2k", "PY_IMAGE": "python:3.13",
            "DEFAULT_MEM": "256m", "DEFAULT_CPU": "1", "MAX_MEM": "1g", "MAX_CPU": "1.0",
            "EXECUTION_TIMEOUT": "2.5",
        ])
        #expect(
            configuration
                == ExecutionConfiguration(
                    uploads: UploadQuota(total: ByteCount(bytes: 1000), single: .kibibytes(2)),
                    pythonImage: "python:3.13",
                    defaultMemory: .mebibytes(256),
                    defaultCPUs: 1,
                    maximumMemory: .gibibytes(1),
                    maximumCPUs: 1,
                    timeout: .milliseconds(2500)
                )
        )
        #expect(configuration.catalog.entries[.python]?.image == "python:3.13")
        #expect(configuration.catalog.fallbackImage == "python:3.13")
    }

    @Test func `the workspace has room for the files that may come`() throws {
        let configuration = try ExecutionConfiguration(environment: ["TOTAL_UPLOAD_LIMIT": "200m"])
        #expect(configuration.disk > configuration.uploads.total)
    }

    @Test(arguments: ExecutionVariable.allCases)
    func `a bad value names its variable`(variable: ExecutionVariable) {
        for value in ["", "-1", variable == .pythonImage ? "-v" : "lots"] {
            let error = #expect(throws: SandboxError.self) {
                try ExecutionConfiguration(environment: [variable.rawValue: value])
            }
            #expect(error?.code == .rejected)
            #expect(error?.message.hasPrefix(variable.rawValue) == true)
        }
    }

    @Test(arguments: [
        ["DEFAULT_MEM": "1k"], ["MAX_MEM": "31m"], ["DEFAULT_CPU": "nan"], ["MAX_CPU": "inf"],
        ["MAX_CPU": "2000"], ["DEFAULT_CPU": "0x1p-1"], ["PY_IMAGE": "no image!!"],
        ["PY_IMAGE": "-v/:/host"], ["EXECUTION_TIMEOUT": "0"], ["EXECUTION_TIMEOUT": "1e300"],
        ["TOTAL_UPLOAD_LIMIT": "9223372036854775807"], ["DEFAULT_MEM": "3g"], ["MAX_MEM": "400m"],
        ["DEFAULT_CPU": "2.5"], ["MAX_CPU": "0.4"],
    ])
    func `a value that can't be kept names its variable`(environment: [String: String]) throws {
        let name = try #require(environment.keys.first)
        let error = #expect(throws: SandboxError.self) {
            try ExecutionConfiguration(environment: environment)
        }
        #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
    }

    @Test func `an executor has no configuration that can't be kept`() {
        #expect(throws: SandboxError.self) {
            try PythonExecutor(
                on: FakeBackend(),
                configuration: ExecutionConfiguration(timeout: .zero)
            )
        }
    }
}

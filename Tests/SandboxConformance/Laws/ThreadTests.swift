import Foundation
import SandboxCore
import Testing

/// Numerical libraries start as many threads as the sandbox has processors, not the machine.
@Suite(.timeLimit(.minutes(3)))
struct ThreadTests {
    /// A library that makes a machine of 64 processors, for programs started with it.
    private static let shim = """
        #define _GNU_SOURCE
        #include <sched.h>
        #include <string.h>
        #include <unistd.h>
        #include <dlfcn.h>
        int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set) {
            memset(set, 0, size);
            for (int i = 0; i < 64 && i / 8 < (int)size; i++) CPU_SET(i, set);
            return 0;
        }
        long sysconf(int name) {
            if (name == _SC_NPROCESSORS_ONLN || name == _SC_NPROCESSORS_CONF) return 64;
            return ((long (*)(int))dlsym(RTLD_NEXT, "sysconf"))(name);
        }
        int get_nprocs(void) { return 64; }
        int get_nprocs_conf(void) { return 64; }
        """

    private static let cell = """
        import os, subprocess, sys
        code = '''
        import os
        import numpy, numpy.linalg
        numpy.ones((300, 300)) @ numpy.ones((300, 300))
        print(os.cpu_count(), len(os.listdir('/proc/self/task')))
        '''
        def threads(**changes):
            child = subprocess.run([sys.executable, '-c', code], capture_output=True, text=True,
                env={**os.environ, 'LD_PRELOAD': os.getcwd() + '/shim.so', **changes})
            return child.stdout.split() or child.stderr[-200:]
        limited = threads()
        free = threads(OPENBLAS_NUM_THREADS='', OMP_NUM_THREADS='')
        limited, free != limited
        """

    @Test(arguments: BackendUnderTest.allCases)
    func `numpy is content with its share of a machine of 64 processors`(
        backend: BackendUnderTest
    ) async throws {
        let library = try await Host.library(of: Self.shim)
        defer { try? FileManager.default.removeItem(atPath: library) }
        let shim = Array(try Data(contentsOf: URL(fileURLWithPath: library)))
        var configuration = SessionConfiguration(runtime: .base)
        configuration.limits.memory = .gibibytes(2)
        try await backend.withSession(configuration) { session in
            try await session.workspace.write(shim, to: "shim.so")
            let result = try await session.run(Self.cell)
            // 64 are seen and one thread is there; without the variables it would not be so.
            #expect(result.value == "(['64', '1'], True)", "\(result.outcome) \(result.text)")
        }
    }
}

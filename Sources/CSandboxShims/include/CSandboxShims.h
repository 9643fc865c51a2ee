#pragma once

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// What Swift's C library modules lack, and the Python agent's source. Nothing else belongs here.

/// A limit that the child sets on itself.
struct sandbox_rlimit {
    int resource;
    uint64_t value;
};

/// A bind mount that the child makes in a mount namespace of its own.
struct sandbox_mount {
    const char *source;
    const char *target;
};

/// What to start, and what the child does to itself before `exec`.
struct sandbox_spawn_request {
    const char *path;
    char *const *argv;
    char *const *envp;
    const char *directory;           // NULL: the parent's
    const int *descriptors;          // become 0, 1, 2, …; all others are closed
    size_t descriptor_count;
    // Linux only, carried out in this order; zero or NULL leaves it out.
    const char *const *cgroup_files; // each is opened and gets "0": "the process that writes"
    size_t cgroup_file_count;
    const struct sandbox_mount *mounts;
    size_t mount_count;
    const struct sandbox_rlimit *limits;
    size_t limit_count;              // after the descriptors are in place
    uid_t user;                      // also the group; supplementary groups are dropped
};

/// The step of a spawn that failed.
enum sandbox_spawn_step {
    SANDBOX_SPAWN_FORK,
    SANDBOX_SPAWN_CGROUP,
    SANDBOX_SPAWN_MOUNT,
    SANDBOX_SPAWN_LIMIT,
    SANDBOX_SPAWN_DESCRIPTORS,
    SANDBOX_SPAWN_DIRECTORY,
    SANDBOX_SPAWN_USER,
    SANDBOX_SPAWN_EXEC,
};

/// Starts a process in a session of its own, with default signals and an empty mask.
/// Returns 0, or the error number; then `step` says where.
int sandbox_spawn(const struct sandbox_spawn_request *request, pid_t *pid,
                  enum sandbox_spawn_step *step);

/// A descriptor that becomes readable when the child `pid` ends; -1 and errno on failure.
int sandbox_exit_descriptor(pid_t pid);

/// Sends a signal to the process behind a descriptor of `sandbox_exit_descriptor`.
int sandbox_signal_descriptor(int descriptor, int signal);

/// Reaps the ended child `pid`. 0, or the error number; `code` is the exit status or the signal.
int sandbox_reap(pid_t pid, int *code, bool *signalled);

/// The environment of this program, null-terminated.
char *const *sandbox_environment(void);

#if defined(__APPLE__)
/// When a process started, in microseconds of its machine's clock; 0 if there is none.
uint64_t sandbox_start_time(pid_t pid);

/// Writes the name of this boot, a NUL at its end; 0, or -1 and errno.
int sandbox_boot_name(char *name, size_t size);
#endif

/// Two connected stream sockets, non-blocking on the first end, closed on exec.
int sandbox_socketpair(int ends[2]);

/// A pipe, non-blocking on the reading end, closed on exec.
int sandbox_pipe(int ends[2]);

/// An anonymous file that holds these bytes, at its start, closed on exec; -1 and errno on failure.
int sandbox_memory_file(const void *bytes, size_t count);

/// poll(2) for at most so long, or without end if `microseconds` is negative.
int sandbox_poll(struct pollfd *descriptors, size_t count, int64_t microseconds);

/// Sends without raising SIGPIPE.
ssize_t sandbox_send(int socket, const void *bytes, size_t count);

/// Blocks every signal on the calling thread.
void sandbox_block_signals(void);

/// A file of this package that is part of the library.
struct sandbox_embedded_file {
    const char *name;
    const unsigned char *source;
    size_t count;
};

/// The module at `index`, or NULL after the last.
const struct sandbox_embedded_file *sandbox_agent_module_at(size_t index);

/// The file of the folder Runtimes/ at `index`, or NULL after the last.
const struct sandbox_embedded_file *sandbox_runtime_file_at(size_t index);

/// A number that changes with the agent's source: a name, not a protection.
uint64_t sandbox_agent_digest(void);

/// The time of day: microseconds since 1970 began in UTC.
int64_t sandbox_time_of_day(void);

#if defined(__linux__)

#include "CSandboxShims.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// The child of vfork shares the parent's memory until exec: it may only make system calls and
// write to `outcome`. The setuid family is called directly, since the C library's versions try
// to change every thread of the (shared) process image.

struct outcome {
    volatile int error;
    volatile int step;
    int report;  // only with the thread sanitizer
};

// The thread sanitizer makes a fork of vfork: then the child has memory of its own, and tells its failure through a
// pipe that exec closes.
#if __has_feature(thread_sanitizer)
#define FORKS 1
#else
#define FORKS 0
#endif

static void fail(struct outcome *outcome, enum sandbox_spawn_step step) {
    outcome->error = errno;
    outcome->step = step;
    if (FORKS && write(outcome->report, outcome, sizeof *outcome) < 0) _exit(126);
    _exit(127);
}

static pid_t fork_child(struct outcome *outcome, int *end) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    pid_t child = fork();
    *end = ends[0];
    outcome->report = ends[1];
    if (child != 0) close(ends[1]);
    return child;
}

static void await_exec(struct outcome *outcome, int end) {
    while (read(end, outcome, sizeof *outcome) < 0 && errno == EINTR) {}
    close(end);
}

static void join_cgroups(const struct sandbox_spawn_request *request, struct outcome *outcome) {
    for (size_t i = 0; i < request->cgroup_file_count; i++) {
        int file = open(request->cgroup_files[i], O_WRONLY | O_CLOEXEC);
        if (file < 0 || write(file, "0", 1) != 1) fail(outcome, SANDBOX_SPAWN_CGROUP);
        close(file);
    }
}

static void make_mounts(const struct sandbox_spawn_request *request, struct outcome *outcome) {
    if (request->mount_count == 0) return;
    if (unshare(CLONE_NEWNS) != 0) fail(outcome, SANDBOX_SPAWN_MOUNT);
    if (mount(NULL, "/", NULL, MS_REC | MS_SLAVE, NULL) != 0) fail(outcome, SANDBOX_SPAWN_MOUNT);
    for (size_t i = 0; i < request->mount_count; i++) {
        const struct sandbox_mount *entry = &request->mounts[i];
        if (mount(entry->source, entry->target, NULL, MS_BIND | MS_REC, NULL) != 0)
            fail(outcome, SANDBOX_SPAWN_MOUNT);
    }
}

static void set_limits(const struct sandbox_spawn_request *request, struct outcome *outcome) {
    for (size_t i = 0; i < request->limit_count; i++) {
        struct rlimit limit = {request->limits[i].value, request->limits[i].value};
        if (setrlimit(request->limits[i].resource, &limit) != 0)
            fail(outcome, SANDBOX_SPAWN_LIMIT);
    }
}

static void close_from(int first) {
    if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
    struct rlimit files;  // before Linux 5.9
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur > 1 << 20) files.rlim_cur = 1 << 20;
    for (int i = first; i < (int)files.rlim_cur; i++) close(i);
}

static void close_others(int first, struct outcome *outcome) {
    if (!FORKS) return close_from(first);
    int report = fcntl(outcome->report, F_DUPFD_CLOEXEC, first);
    if (report != first) dup3(report, first, O_CLOEXEC);
    outcome->report = first;
    close_from(first + 1);
}

/// Lifts every source above the targets first, so that no dup2 overwrites one still to come or
/// lands on itself and keeps close-on-exec.
static void place_descriptors(const struct sandbox_spawn_request *request, struct outcome *outcome) {
    int count = (int)request->descriptor_count;
    int lifted[count > 0 ? count : 1];
    for (int i = 0; i < count; i++) {
        lifted[i] = fcntl(request->descriptors[i], F_DUPFD_CLOEXEC, count);
        if (lifted[i] < 0) fail(outcome, SANDBOX_SPAWN_DESCRIPTORS);
    }
    for (int i = 0; i < count; i++)
        if (dup2(lifted[i], i) < 0) fail(outcome, SANDBOX_SPAWN_DESCRIPTORS);
    close_others(count, outcome);
}

static void drop_user(const struct sandbox_spawn_request *request, struct outcome *outcome) {
    if (request->user == 0) return;
    uid_t user = request->user;
    if (syscall(SYS_setgroups, 0, NULL) != 0 || syscall(SYS_setresgid, user, user, user) != 0
        || syscall(SYS_setresuid, user, user, user) != 0
        || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        fail(outcome, SANDBOX_SPAWN_USER);
}

static void run_child(const struct sandbox_spawn_request *request, struct outcome *outcome) {
    struct sigaction standard = {.sa_handler = SIG_DFL};
    for (int i = 1; i < NSIG; i++) sigaction(i, &standard, NULL);
    setsid();
    join_cgroups(request, outcome);
    make_mounts(request, outcome);
    place_descriptors(request, outcome);
    set_limits(request, outcome);  // not before: the parent may have more files open than the child may
    if (request->directory && chdir(request->directory) != 0)
        fail(outcome, SANDBOX_SPAWN_DIRECTORY);
    drop_user(request, outcome);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(request->path, request->argv, request->envp);
    fail(outcome, SANDBOX_SPAWN_EXEC);
}

int sandbox_spawn(const struct sandbox_spawn_request *request, pid_t *pid,
                  enum sandbox_spawn_step *step) {
    struct outcome outcome = {0, 0, -1};
    int end = -1;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    // The child of vfork must not leave this function.
    pid_t child = FORKS ? fork_child(&outcome, &end) : vfork();
    if (child == 0) run_child(request, &outcome);
    if (FORKS && child > 0) await_exec(&outcome, end);
    int error = child < 0 ? errno : outcome.error;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    *step = child < 0 ? SANDBOX_SPAWN_FORK : outcome.step;
    if (child > 0 && error != 0) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) {}
        return error;
    }
    *pid = child;
    return error;
}

int sandbox_exit_descriptor(pid_t pid) {
    return (int)syscall(SYS_pidfd_open, pid, 0);
}

int sandbox_signal_descriptor(int descriptor, int signal) {
    return (int)syscall(SYS_pidfd_send_signal, descriptor, signal, NULL, 0);
}

#endif

#if defined(__APPLE__)

// Type-correct by inspection; nothing here has run. Docker is the backend on this system, so the
// Linux-only parts of a spawn request are refused.

#include "CSandboxShims.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/event.h>
#include <sys/socket.h>
#include <sys/sysctl.h>
#include <unistd.h>

int sandbox_spawn(const struct sandbox_spawn_request *request, pid_t *pid,
                  enum sandbox_spawn_step *step) {
    *step = SANDBOX_SPAWN_EXEC;
    if (request->cgroup_file_count || request->mount_count || request->limit_count || request->user)
        return ENOTSUP;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID
                                 | POSIX_SPAWN_CLOEXEC_DEFAULT);
    posix_spawn_file_actions_init(&actions);
    int count = (int)request->descriptor_count;
    int lifted[count > 0 ? count : 1];
    for (int i = 0; i < count; i++) {
        lifted[i] = fcntl(request->descriptors[i], F_DUPFD_CLOEXEC, count);
        posix_spawn_file_actions_adddup2(&actions, lifted[i], i);
    }
    if (request->directory) posix_spawn_file_actions_addchdir_np(&actions, request->directory);
    int error = posix_spawn(pid, request->path, &actions, &attributes, request->argv, request->envp);
    for (int i = 0; i < count; i++) close(lifted[i]);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return error;
}

int sandbox_exit_descriptor(pid_t pid) {
    int queue = kqueue();
    if (queue < 0) return -1;
    struct kevent change;
    EV_SET(&change, pid, EVFILT_PROC, EV_ADD | EV_ONESHOT, NOTE_EXIT, 0, NULL);
    if (kevent(queue, &change, 1, NULL, 0, NULL) < 0) {
        close(queue);
        return -1;
    }
    return queue;
}

int sandbox_signal_descriptor(int descriptor, int signal) {
    errno = ENOTSUP;
    return -1;
}

// Between the two calls another thread's spawn may inherit the ends: this system offers no way
// to make them closed on exec at once.
static int close_on_exec(int ends[2]) {
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

int sandbox_socketpair(int ends[2]) {
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return -1;
    int on = 1;
    setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
    return close_on_exec(ends);
}

int sandbox_pipe(int ends[2]) {
    if (pipe(ends) != 0) return -1;
    return close_on_exec(ends);
}

int sandbox_memory_file(const void *bytes, size_t count) {
    FILE *file = tmpfile();
    if (!file) return -1;
    if (fwrite(bytes, 1, count, file) != count || fflush(file) != 0) {
        fclose(file);
        return -1;
    }
    rewind(file);
    int descriptor = fcntl(fileno(file), F_DUPFD_CLOEXEC, 3);
    fclose(file);
    return descriptor;
}

int sandbox_poll(struct pollfd *descriptors, size_t count, int64_t microseconds) {
    int64_t milliseconds = (microseconds + 999) / 1000;
    if (milliseconds > INT_MAX) milliseconds = INT_MAX;
    return poll(descriptors, (nfds_t)count, microseconds < 0 ? -1 : (int)milliseconds);
}

ssize_t sandbox_send(int socket, const void *bytes, size_t count) {
    return send(socket, bytes, count, 0);
}

uint64_t sandbox_start_time(pid_t pid) {
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, pid};
    struct kinfo_proc info;
    size_t size = sizeof info;
    if (sysctl(name, 4, &info, &size, NULL, 0) != 0 || size != sizeof info) return 0;
    struct timeval start = info.kp_proc.p_starttime;
    return (uint64_t)start.tv_sec * 1000000 + (uint64_t)start.tv_usec;
}

int sandbox_boot_name(char *name, size_t size) {
    return sysctlbyname("kern.bootsessionuuid", name, &size, NULL, 0);
}

#endif

#include "CSandboxShims.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

int sandbox_reap(pid_t pid, int *code, bool *signalled) {
    siginfo_t info = {0};
    int result;
    do result = waitid(P_PID, (id_t)pid, &info, WEXITED);
    while (result != 0 && errno == EINTR);
    if (result != 0) return errno;
    *code = info.si_status;
    *signalled = info.si_code != CLD_EXITED;
    return 0;
}

void sandbox_block_signals(void) {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
}

#if defined(__APPLE__)
#include <crt_externs.h>
#endif

char *const *sandbox_environment(void) {
#if defined(__APPLE__)
    return *_NSGetEnviron();
#else
    return environ;
#endif
}

int64_t sandbox_time_of_day(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

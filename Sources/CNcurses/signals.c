#include "internal.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <unistd.h>

// Whatever is not named here ends the process by default, so it ends it in good order.
enum ravine_fate ravine_signal_fate(int number) {
    switch (number) {
    case SIGWINCH:
    case SIGTSTP:
    case SIGCONT:
        return ravine_event;
    case SIGILL:
    case SIGTRAP:
    case SIGABRT:
    case SIGSEGV:
    case SIGBUS:
    case SIGFPE:
    case SIGSYS:
#ifdef SIGEMT
    case SIGEMT:
#endif
        return ravine_crash;
    case SIGKILL:
    case SIGSTOP:
    case SIGTTIN:
    case SIGTTOU:
    case SIGCHLD:
    case SIGURG:
#ifdef __APPLE__
    case SIGIO:
    case SIGINFO:
#endif
        return ravine_untouched;
    default:
        return ravine_end;
    }
}

// Whether each signal has arrived; 0 is ravine_wake. The pipe only says that there is something new.
static atomic_bool arrived[NSIG];
static struct sigaction before[NSIG];
static bool is_caught[NSIG];
static int ends[2] = {-1, -1};

static void report(int number) {
    int saved = errno;
    unsigned char byte = (unsigned char)number;
    atomic_store(&arrived[number], true);
    // A full pipe says it already.
    ssize_t written = write(ends[1], &byte, 1);
    (void)written;
    errno = saved;
}

void ravine_wake(void) {
    if (ends[1] >= 0) report(0);
}

int ravine_signals_descriptor(void) { return ends[0]; }

int ravine_signals_catch(void) {
    if (ends[0] < 0) {
        if (pipe(ends) != 0) return -1;
        for (int end = 0; end < 2; end++) {
            fcntl(ends[end], F_SETFD, FD_CLOEXEC);
            fcntl(ends[end], F_SETFL, O_NONBLOCK);
        }
    }
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = report;
    sigemptyset(&action.sa_mask);
    for (int number = 0; number < NSIG; number++) atomic_store(&arrived[number], false);
    for (int number = 1; number < NSIG; number++) {
        enum ravine_fate fate = ravine_signal_fate(number);
        if (is_caught[number] || (fate != ravine_event && fate != ravine_end)) continue;
        if (sigaction(number, NULL, &before[number]) != 0) continue;
        // What somebody chose to ignore, as nohup does, does not end the process.
        bool is_ignored = before[number].sa_handler == SIG_IGN;
        if (is_ignored && number != SIGWINCH && number != SIGCONT) continue;
        is_caught[number] = sigaction(number, &action, NULL) == 0;
    }
    return ends[0];
}

void ravine_signals_release(void) {
    for (int number = 1; number < NSIG; number++) {
        if (is_caught[number]) sigaction(number, &before[number], NULL);
        is_caught[number] = false;
    }
}

void ravine_signals_drain(void) {
    char bytes[512];
    while (read(ends[0], bytes, sizeof bytes) > 0) {}
}

bool ravine_signal_take(int number) { return atomic_exchange(&arrived[number], false); }

int ravine_signals_end(void) {
    for (int number = 1; number < NSIG; number++) {
        if (ravine_signal_fate(number) == ravine_end && atomic_load(&arrived[number])) return number;
    }
    return 0;
}

void ravine_signals_stop(void) {
    struct sigaction action, saved;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, &saved);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &saved, NULL);
}

void ravine_die(int number) {
    sigset_t mask;
    sigemptyset(&mask);
    sigaddset(&mask, number);
    signal(number, SIG_DFL);
    sigprocmask(SIG_UNBLOCK, &mask, NULL);
    raise(number);
}

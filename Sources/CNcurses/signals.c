#include "CNcurses.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof((array)[0])))

// MARK: Signals as bytes in a pipe

static const int caught[] = {SIGINT, SIGTERM, SIGHUP, SIGWINCH, SIGTSTP, SIGCONT};
static struct sigaction before[COUNT(caught)];
static int ends[2] = {-1, -1};

static void report(int signal) {
    int saved = errno;
    unsigned char byte = (unsigned char)signal;
    // A full pipe already holds all there is to say.
    ssize_t written = write(ends[1], &byte, 1);
    (void)written;
    errno = saved;
}

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
    for (int index = 0; index < COUNT(caught); index++) sigaction(caught[index], &action, &before[index]);
    return ends[0];
}

void ravine_signals_release(void) {
    for (int index = 0; index < COUNT(caught); index++) sigaction(caught[index], &before[index], NULL);
}

void ravine_signal_default(int number) { signal(number, SIG_DFL); }

void ravine_signals_stop(void) {
    struct sigaction action, saved;
    memset(&action, 0, sizeof action);
    action.sa_handler = SIG_DFL;
    sigemptyset(&action.sa_mask);
    sigaction(SIGTSTP, &action, &saved);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &saved, NULL);
}

// MARK: Crashes

static const int fatal[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE};
static struct sigaction others[COUNT(fatal)];
static char reset[512];
static size_t reset_count;
static int reset_descriptor = -1;
static struct termios reset_mode;

// Only what is safe in a signal handler: two system calls, then whoever handled crashes before.
static void crash(int signal) {
    ssize_t written = write(reset_descriptor, reset, reset_count);
    (void)written;
    tcsetattr(reset_descriptor, TCSANOW, &reset_mode);
    ravine_crash_unguard();
    raise(signal);
}

void ravine_crash_guard(int descriptor, const char *bytes, size_t count, const struct termios *mode) {
    if (reset_descriptor >= 0) return;
    reset_count = count < sizeof reset ? count : sizeof reset;
    memcpy(reset, bytes, reset_count);
    reset_mode = *mode;
    reset_descriptor = descriptor;
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = crash;
    action.sa_flags = SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    for (int index = 0; index < COUNT(fatal); index++) sigaction(fatal[index], &action, &others[index]);
}

void ravine_crash_unguard(void) {
    if (reset_descriptor < 0) return;
    for (int index = 0; index < COUNT(fatal); index++) sigaction(fatal[index], &others[index], NULL);
    reset_descriptor = -1;
}

#include "internal.h"
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct sigaction others[NSIG];
static bool is_guarded[NSIG];
static atomic_bool is_crashing;
static char reset[1024];
static size_t reset_count;
static int reset_output = -1;
static int reset_input = -1;
static struct termios reset_mode;

// Only what is safe in a signal handler.
static void put_back(void) {
    ravine_terminal_write(reset_output, reset, reset_count, true);
    ravine_terminal_give_mode(reset_input, &reset_mode);
}

static void crash(int number, siginfo_t *info, void *context) {
    // Another thread that crashes meanwhile waits for the end.
    if (atomic_exchange(&is_crashing, true)) {
        while (true) pause();
    }
    put_back();
    ravine_crash_unguard();
    // Whoever handled crashes before, such as one who prints a backtrace, may wait for keys in a mode of its own; and
    // may return, after which the process would play on.
    if (others[number].sa_flags & SA_SIGINFO) {
        others[number].sa_sigaction(number, info, context);
    } else if (others[number].sa_handler != SIG_DFL && others[number].sa_handler != SIG_IGN) {
        others[number].sa_handler(number);
    }
    ravine_terminal_give_mode(reset_input, &reset_mode);
    ravine_die(number);
}

static void leave(void) {
    if (reset_output >= 0) put_back();
}

// A thread that used up its stack cannot handle that on the same one.
static void use_spare_stack(void) {
    static char spare[1 << 16];
    stack_t stack;
    if (sigaltstack(NULL, &stack) != 0 || !(stack.ss_flags & SS_DISABLE)) return;
    memset(&stack, 0, sizeof stack);
    stack.ss_sp = spare;
    stack.ss_size = sizeof spare;
    sigaltstack(&stack, NULL);
}

void ravine_crash_guard(int output, const char *bytes, size_t count, int input, const struct termios *mode) {
    if (reset_output >= 0) return;
    static bool is_registered = false;
    if (!is_registered) is_registered = atexit(leave) == 0;
    reset_count = count < sizeof reset ? count : sizeof reset;
    memcpy(reset, bytes, reset_count);
    reset_mode = *mode;
    reset_input = input;
    reset_output = output;
    use_spare_stack();
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_sigaction = crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (int number = 1; number < NSIG; number++) {
        if (ravine_signal_fate(number) != ravine_crash || sigaction(number, NULL, &others[number]) != 0) continue;
        if (others[number].sa_handler == SIG_IGN) continue;
        is_guarded[number] = sigaction(number, &action, NULL) == 0;
    }
}

void ravine_crash_unguard(void) {
    if (reset_output < 0) return;
    for (int number = 1; number < NSIG; number++) {
        if (is_guarded[number]) sigaction(number, &others[number], NULL);
        is_guarded[number] = false;
    }
    reset_output = -1;
}

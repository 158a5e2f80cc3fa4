#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CPrograms.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __APPLE__
#include <crt_externs.h>
#define environ (*_NSGetEnviron())
#else
#include <sys/syscall.h>
extern char **environ;
#endif

// Each program has a keeper: a process between ravine and the program, which sees the end of either. It is forked from
// a process with threads, so that it and the program before its exec make system calls alone; all memory is prepared.
//
//     ravine ── conversation, errors ── program and its children, a process group
//        └───── lifeline ── keeper ─────┘ watches and ends them

struct start {
    char *const *words;
    char *const *environment;
    const char *folder;
    int conversation, errors, lifeline;
    /// All descriptors are below it.
    int limit;
};

// MARK: The program, before it is one

/// Where the keeper has its end of the lifeline. 0 to 2 are the program's.
enum { LIFELINE = 3 };

static void tell(unsigned char what, int number) {
    unsigned char bytes[2] = {what, (unsigned char)number};
    ssize_t written = write(LIFELINE, bytes, sizeof bytes);
    (void)written;
}

static _Noreturn void become_program(const struct start *start) {
    setpgid(0, 0);
    for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (start->folder && chdir(start->folder) != 0) {
        tell(RAVINE_NO_FOLDER, errno);
        _exit(127);
    }
    environ = (char **)start->environment;
    execvp(start->words[0], start->words);
    tell(RAVINE_NO_PROGRAM, errno);
    _exit(127);
}

// MARK: The keeper

static void noted(int number) { (void)number; }

static void close_from(int first, int limit) {
#ifdef SYS_close_range
    if (syscall(SYS_close_range, (unsigned)first, ~0u, 0u) == 0) return;
#endif
    for (int descriptor = first; descriptor < limit; descriptor++) close(descriptor);
}

/// Has all of the program's group end: asks, and after a second does not ask any more.
static void end(pid_t program) {
    kill(-program, SIGTERM);
    for (int wait = 0; wait < 100; wait++) {
        // Until it is waited for, the program itself counts as one of the group.
        waitpid(program, NULL, WNOHANG);
        if (kill(-program, 0) != 0) return;
        struct timespec moment = {0, 10 * 1000 * 1000};
        pselect(0, NULL, NULL, NULL, &moment, NULL);
    }
    kill(-program, SIGKILL);
}

/// Returns when the program ended, which it tells, or when nobody is at the other end of the lifeline.
static void watch(pid_t program) {
    sigset_t none;
    sigemptyset(&none);
    while (true) {
        // Not waited for yet: as long as it is not, no other process can get its number, which is the group's.
        siginfo_t ending;
        memset(&ending, 0, sizeof ending);
        if (waitid(P_PID, (id_t)program, &ending, WEXITED | WNOHANG | WNOWAIT) == 0 && ending.si_pid == program) {
            tell(ending.si_code == CLD_EXITED ? RAVINE_EXITED : RAVINE_SIGNALED, ending.si_status);
            return;
        }
        fd_set lifeline;
        FD_ZERO(&lifeline);
        FD_SET(LIFELINE, &lifeline);
        // The end of the program interrupts this, and nothing else does. Nobody ever writes to us.
        if (pselect(LIFELINE + 1, &lifeline, NULL, NULL, NULL, &none) > 0) return;
    }
}

static _Noreturn void keep(const struct start *start) {
    // In a session of its own: no terminal sends it signals, and none is there for the program to disturb.
    setsid();
    // Whoever ends all that is called ravine does not mean the keeper, which then still has to do its work.
#ifdef __APPLE__
    pthread_setname_np("program-keeper");
#else
    pthread_setname_np(pthread_self(), "program-keeper");
#endif
    for (int number = 1; number < NSIG; number++) signal(number, SIG_IGN);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = noted;
    sigemptyset(&action.sa_mask);
    sigaction(SIGCHLD, &action, NULL);
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_SETMASK, &child, NULL);

    // All that ravine has open is open here too. What is kept open here would be without an end there, and what the
    // program has open it would have for itself: so the program gets three descriptors, the keeper the lifeline.
    dup2(start->conversation, 0);
    dup2(start->conversation, 1);
    dup2(start->errors, 2);
    dup2(start->lifeline, LIFELINE);
    fcntl(LIFELINE, F_SETFD, FD_CLOEXEC);
    close_from(LIFELINE + 1, start->limit);

    pid_t program = fork();
    if (program == 0) become_program(start);
    int reason = errno;
    for (int descriptor = 0; descriptor < LIFELINE; descriptor++) close(descriptor);
    if (program < 0) {
        tell(RAVINE_NO_PROGRAM, reason);
        _exit(1);
    }
    // It does so itself too; whoever comes first, the group is there before it is needed.
    setpgid(program, program);
    watch(program);
    end(program);
    _exit(0);
}

// MARK: Ravine

/// Two ends that no other program inherits and that do not stand where standard input, output or error belong.
static bool connect_ends(int ends[2], bool is_socket) {
#ifdef __APPLE__
    if ((is_socket ? socketpair(AF_UNIX, SOCK_STREAM, 0, ends) : pipe(ends)) != 0) return false;
    for (int end = 0; end < 2; end++) fcntl(ends[end], F_SETFD, FD_CLOEXEC);
    int on = 1;
    if (is_socket) setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#else
    if ((is_socket ? socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) : pipe2(ends, O_CLOEXEC)) != 0)
        return false;
#endif
    for (int end = 0; end < 2; end++) {
        if (ends[end] >= LIFELINE) continue;
        int lifted = fcntl(ends[end], F_DUPFD_CLOEXEC, LIFELINE);
        if (lifted < 0) return false;
        close(ends[end]);
        ends[end] = lifted;
    }
    // The first end is ours.
    return fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
}

static int descriptor_limit(void) {
    struct rlimit limit;
    const int most = 1 << 20;
    return getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < (rlim_t)most ? (int)limit.rlim_cur : most;
}

/// Forks a keeper that is nobody's child, so that it never waits for us to notice its end. Returns 0 or an errno.
static int fork_keeper(const struct start *start) {
    // No handler of ours shall run in what is forked.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = fork();
    if (parent == 0) {
        pid_t keeper = fork();
        if (keeper == 0) keep(start);
        _exit(keeper < 0 ? errno : 0);
    }
    int error = parent < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (parent < 0) return error;
    int status = 0;
    while (waitpid(parent, &status, 0) < 0 && errno == EINTR) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : EAGAIN;
}

int ravine_program_start(
    char *const words[], char *const environment[], const char *folder, struct ravine_program *program) {
    int conversation[2] = {-1, -1}, errors[2] = {-1, -1}, lifeline[2] = {-1, -1};
    int error = 0;
    if (!connect_ends(conversation, true) || !connect_ends(errors, false) || !connect_ends(lifeline, true)) {
        error = errno;
    } else {
        struct start start = {
            words, environment, folder, conversation[1], errors[1], lifeline[1], descriptor_limit(),
        };
        error = fork_keeper(&start);
    }
    // Only the program and its keeper hold the other ends now, so that their end is seen.
    int *ends[] = {conversation, errors, lifeline};
    for (int index = 0; index < 3; index++) {
        if (ends[index][1] >= 0) close(ends[index][1]);
        if (error && ends[index][0] >= 0) close(ends[index][0]);
    }
    if (error) return error;
    *program = (struct ravine_program){conversation[0], errors[0], lifeline[0]};
    return 0;
}

ssize_t ravine_program_send(int conversation, const void *bytes, size_t count) {
#ifdef MSG_NOSIGNAL
    return send(conversation, bytes, count, MSG_NOSIGNAL);
#else
    return send(conversation, bytes, count, 0);
#endif
}

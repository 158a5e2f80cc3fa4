#include "internal.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

int ravine_terminal_open(int descriptor) {
    const char *name = ttyname(descriptor);
    // Not the shell's: whether it blocks is common to all who share a descriptor.
    int own = name == NULL ? -1 : open(name, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    return own < 0 ? descriptor : own;
}

bool ravine_terminal_write(int descriptor, const void *bytes, size_t count, bool is_last) {
    const char *rest = bytes;
    while (count > 0) {
        if (!is_last && ravine_signals_end() != 0) return false;
        ssize_t written = write(descriptor, rest, count);
        if (written > 0) {
            rest += written;
            count -= (size_t)written;
            continue;
        }
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno != EAGAIN) return false;
        struct pollfd sources[] = {{descriptor, POLLOUT, 0}, {is_last ? -1 : ravine_signals_descriptor(), POLLIN, 0}};
        int ready = poll(sources, 2, is_last ? 1000 : -1);
        if (ready == 0 || (ready < 0 && errno != EINTR)) return false;
        // What arrived is remembered; only the news is taken.
        if (ready > 0 && sources[1].revents != 0) ravine_signals_drain();
    }
    return true;
}

void ravine_terminal_give_mode(int descriptor, const struct termios *mode) {
    pid_t group = tcgetpgrp(descriptor);
    // Another job has the terminal, in its own mode, and this one would be stopped.
    if (group > 0 && group != getpgrp()) return;
    // Not once all is written: that may never be.
    tcsetattr(descriptor, TCSANOW, mode);
}

#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CBackstage.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static bool prepare(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    return fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 && flags >= 0
        && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0;
}

static int prepared(int descriptor) {
    if (descriptor < 0) return -1;
    if (!prepare(descriptor)) {
        close(descriptor);
        return -1;
    }
#ifdef SO_NOSIGPIPE
    int on = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    return descriptor;
}

/// A socket, and its address. -1 if the path is too long, or there can be none.
static int make(const char *path, struct sockaddr_un *address) {
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    size_t count = strlen(path) + 1;
    if (count > RAVINE_SOCKET_PATH || count > sizeof address->sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memcpy(address->sun_path, path, count);
    return prepared(socket(AF_UNIX, SOCK_STREAM, 0));
}

static int closed(int descriptor) {
    int error = errno;
    close(descriptor);
    errno = error;
    return -1;
}

int ravine_socket_listen(const char *path) {
    struct sockaddr_un address;
    int descriptor = make(path, &address);
    if (descriptor < 0) return -1;
    if (bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0) return closed(descriptor);
    if (chmod(path, 0600) != 0 || listen(descriptor, 8) != 0) {
        unlink(path);
        return closed(descriptor);
    }
    return descriptor;
}

int ravine_socket_accept(int listener) { return prepared(accept(listener, NULL, NULL)); }

int ravine_socket_connect(const char *path) {
    struct sockaddr_un address;
    int descriptor = make(path, &address);
    if (descriptor < 0) return -1;
    if (connect(descriptor, (struct sockaddr *)&address, sizeof address) != 0) return closed(descriptor);
    return descriptor;
}

ssize_t ravine_socket_send(int socket, const void *bytes, size_t count) {
#ifdef MSG_NOSIGNAL
    return send(socket, bytes, count, MSG_NOSIGNAL);
#else
    return send(socket, bytes, count, 0);
#endif
}

int64_t ravine_socket_time(const char *path) {
    struct stat status;
    if (lstat(path, &status) != 0 || !S_ISSOCK(status.st_mode)) return -1;
#ifdef __APPLE__
    struct timespec time = status.st_mtimespec;
#else
    struct timespec time = status.st_mtim;
#endif
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

bool ravine_bell(int ends[2]) {
    // No pipe: writing to one whose other end is closed would send a signal.
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return false;
    for (int end = 0; end < 2; end++) ends[end] = prepared(ends[end]);
    if (ends[0] >= 0 && ends[1] >= 0) return true;
    for (int end = 0; end < 2; end++) {
        if (ends[end] >= 0) close(ends[end]);
    }
    return false;
}

struct work {
    void (*body)(void *);
    void *context;
};

static void *run(void *argument) {
    struct work work = *(struct work *)argument;
    free(argument);
    work.body(work.context);
    return NULL;
}

bool ravine_thread_start(void (*body)(void *), void *context) {
    struct work *work = malloc(sizeof *work);
    if (!work) return false;
    *work = (struct work){body, context};
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pthread_t thread;
    bool is_started = pthread_create(&thread, NULL, run, work) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (is_started) {
        pthread_detach(thread);
    } else {
        free(work);
    }
    return is_started;
}

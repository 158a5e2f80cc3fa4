// Local sockets for Swift, and a thread: what differs between systems, or is made of macros. Nothing here ever waits.
#ifndef RAVINE_CBACKSTAGE_H
#define RAVINE_CBACKSTAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// The bytes that a socket's path may have on every system, its end included: macOS has the least.
enum { RAVINE_SOCKET_PATH = 104 };

/// A socket at a path, for nobody but the user, that others can connect to; or -1. There must be no such file.
int ravine_socket_listen(const char *path);
/// A connection that somebody has made to it, or -1.
int ravine_socket_accept(int listener);
/// A connection to a socket at a path; or -1, and an errno.
int ravine_socket_connect(const char *path);
/// Writes as much as there is room for, without the signal that a closed end would send to the whole process.
ssize_t ravine_socket_send(int socket, const void *bytes, size_t count);
/// When a socket was made, in nanoseconds since 1970; -1 if there is no socket at that path.
int64_t ravine_socket_time(const char *path);

/// Two ends: what is sent to the second can be read at the first. False if there can be none.
bool ravine_bell(int ends[2]);
/// Runs a function on a thread of its own, which signals leave alone. False if there can be none.
bool ravine_thread_start(void (*work)(void *), void *context);

#endif

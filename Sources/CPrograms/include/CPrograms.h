// Other programs, none of which outlives ravine: what must be done in C, as Swift has no fork.
#ifndef RAVINE_CPROGRAMS_H
#define RAVINE_CPROGRAMS_H

#include <stddef.h>
#include <sys/types.h>

/// Our ends of what connects us with a program. None of them waits, and no other program inherits them.
struct ravine_program {
    /// Its standard input and output.
    int conversation;
    /// Its standard error.
    int errors;
    /// Tells how the program ended. Once our end is closed, and be it because we crashed, the program and all of its
    /// process group are terminated, and a second later killed.
    int lifeline;
};

/// What the lifeline tells first, in a byte. The byte after it is a number.
enum {
    /// The folder cannot be entered; the number is an errno, as in the next.
    RAVINE_NO_FOLDER = 1,
    RAVINE_NO_PROGRAM,
    /// The program ended; the number is its status.
    RAVINE_EXITED,
    /// A signal of that number ended the program.
    RAVINE_SIGNALED,
};

/// Starts a program, which is looked up as a shell does. Its words, its environment and the folder (NULL is the current
/// one) are C strings, the lists end with NULL. Returns 0 or an errno; whether the program could be started is told by
/// the lifeline.
int ravine_program_start(
    char *const words[], char *const environment[], const char *folder, struct ravine_program *program);

/// Writes to a conversation, without the signal that a closed end would send to the whole process.
ssize_t ravine_program_send(int conversation, const void *bytes, size_t count);

#endif

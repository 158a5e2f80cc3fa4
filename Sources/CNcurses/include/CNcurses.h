// ncurses for Swift: its functions as they are, and plain functions in place of its macros, globals and variadics,
// which Swift does not import. Also the few things about signals that must be done in C.
#ifndef RAVINE_CNCURSES_H
#define RAVINE_CNCURSES_H

#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#ifndef _XOPEN_SOURCE_EXTENDED
#define _XOPEN_SOURCE_EXTENDED 1
#endif
#include <curses.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <termios.h>

// MARK: Terminal descriptions

/// Looks up a terminal type. 1: known, 0: unknown, -1: there is no database.
int ravine_terminal_lookup(const char *type);
/// A number of the type that was looked up, such as "colors"; negative if it has none.
int ravine_terminal_number(const char *capability);
/// A string of the type that was looked up, such as "cup"; NULL if it has none.
const char *ravine_terminal_string(const char *capability);
/// Whether the type that was looked up has a flag such as "RGB".
bool ravine_terminal_has(const char *capability);
void ravine_terminal_forget(void);

// MARK: The screen

/// A file in memory, or one that has no name any more: where ncurses writes. NULL if there can be none.
FILE *ravine_memory_file(void);
/// Starts ncurses on a terminal type, writing to `output`, reading from a descriptor. False if it cannot. The size is
/// that of LINES and COLUMNS in the environment: there is no window behind a file in memory.
bool ravine_screen_start(const char *type, FILE *output, int descriptor);
/// Writes what changed since the last time.
void ravine_screen_refresh(void);
/// Makes the screen blank, from the next refresh on, whatever was on it.
void ravine_screen_clear(void);
/// Fills a character cell: a character and up to two combining marks, 0 for none.
void ravine_set_cell(
    cchar_t *cell, uint32_t scalar, uint32_t mark, uint32_t other_mark, bool bold, bool dim, bool reverse, int pair);
/// Puts a row of cells on the standard window.
int ravine_put_cells(int row, int column, const cchar_t *cells, int count);
/// Declares a pair of colours; with exact colours these are 0xRRGGBB.
int ravine_set_pair(int pair, int foreground, int background);
/// Makes the next refresh repaint everything.
void ravine_repaint(void);
/// Makes keys arrive one by one. False if there is no memory for it.
bool ravine_keys_start(void);
/// The next key that has arrived: OK, KEY_CODE_YES for one of ncurses' names, or ERR if there is none.
int ravine_keys_next(wint_t *code);
/// The largest number that a pair may have.
int ravine_pair_limit(void);
/// How many colours the screen's terminal type has.
int ravine_color_limit(void);

// MARK: The device

/// A way of our own to the terminal that `descriptor` leads to, which does not block; else `descriptor`.
int ravine_terminal_open(int descriptor);
/// Writes all of it. Unless it is the last, waits as long as it takes, but not for a process that is to end; the last is
/// given up when the terminal takes nothing for a second. False if it was not written.
bool ravine_terminal_write(int descriptor, const void *bytes, size_t count, bool is_last);
/// Puts a mode back, if this job has the terminal. Never waits.
void ravine_terminal_give_mode(int descriptor, const struct termios *mode);

// MARK: Signals

/// Catches every signal whose default ends the process and that is not a crash, and SIGWINCH, SIGTSTP and SIGCONT.
/// Returns a descriptor that can be read when one has arrived, or -1.
int ravine_signals_catch(void);
/// Gives those signals back to whom they belonged.
void ravine_signals_release(void);
/// Makes the descriptor unreadable until the next signal arrives.
void ravine_signals_drain(void);
/// Whether a signal has arrived since this was last asked; 0 stands for `ravine_wake`.
bool ravine_signal_take(int number);
/// A signal that asks the process to end and has arrived, or 0.
int ravine_signals_end(void);
/// Does as a signal of number 0. Safe in any thread and in signal handlers.
void ravine_wake(void);
/// Stops the process as Ctrl-Z does, and returns when it goes on.
void ravine_signals_stop(void);
/// Ends the process as a signal does that nobody ever caught.
void ravine_die(int number);

/// From now on a crash and `exit` first write `bytes` to `output` and put the mode of `input` back, so that the message
/// can be read. The process ends of that crash, whoever handled it before.
void ravine_crash_guard(int output, const char *bytes, size_t count, int input, const struct termios *mode);
void ravine_crash_unguard(void);

#endif

#ifdef __linux__
#define _GNU_SOURCE
#include <sys/mman.h>
#endif
#include "CNcurses.h"
#include <term.h>
#include <unistd.h>

int ravine_terminal_lookup(const char *type) {
    int result = 0;
    // With a place for the result ncurses reports it instead of leaving the process.
    setupterm((char *)type, STDOUT_FILENO, &result);
    return result;
}

int ravine_terminal_number(const char *capability) { return tigetnum((char *)capability); }

const char *ravine_terminal_string(const char *capability) {
    const char *value = tigetstr((char *)capability);
    return value == (const char *)-1 ? NULL : value;
}

bool ravine_terminal_has(const char *capability) { return tigetflag((char *)capability) > 0; }

void ravine_terminal_forget(void) {
    if (cur_term != NULL) del_curterm(cur_term);
}

FILE *ravine_memory_file(void) {
#ifdef __linux__
    int descriptor = memfd_create("ravine-frame", MFD_CLOEXEC);
    if (descriptor >= 0) {
        FILE *file = fdopen(descriptor, "w+");
        if (file != NULL) return file;
        close(descriptor);
    }
#endif
    return tmpfile();
}

bool ravine_screen_start(const char *type, FILE *output, int descriptor) {
    FILE *input = descriptor == STDIN_FILENO ? stdin : fdopen(descriptor, "r");
    if (input == NULL) return false;
    if (newterm((char *)type, output, input) == NULL) return false;
    curs_set(0);
    leaveok(stdscr, TRUE);
    typeahead(-1);
    return true;
}

void ravine_screen_refresh(void) {
    wnoutrefresh(stdscr);
    doupdate();
}

void ravine_screen_clear(void) { clear(); }

void ravine_set_cell(
    cchar_t *cell, uint32_t scalar, uint32_t mark, uint32_t other_mark, bool bold, bool dim, bool reverse, int pair) {
    wchar_t text[4] = {(wchar_t)scalar, (wchar_t)mark, (wchar_t)other_mark, 0};
    attr_t attributes = (bold ? WA_BOLD : 0) | (dim ? WA_DIM : 0) | (reverse ? WA_REVERSE : 0);
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
    // The short argument stops at 32767; the pointer takes any pair.
    setcchar(cell, text, attributes, 0, &pair);
#else
    setcchar(cell, text, attributes, (short)pair, NULL);
#endif
}

int ravine_put_cells(int row, int column, const cchar_t *cells, int count) {
    // The counted form does not move the cursor, so that the last cell of the screen is safe.
    return mvwadd_wchnstr(stdscr, row, column, cells, count);
}

int ravine_set_pair(int pair, int foreground, int background) {
#if defined(NCURSES_EXT_COLORS) && NCURSES_EXT_COLORS
    return init_extended_pair(pair, foreground, background);
#else
    return init_pair((short)pair, (short)foreground, (short)background);
#endif
}

void ravine_repaint(void) { clearok(curscr, TRUE); }

// A window of its own, as reading a key refreshes the window that it is read for.
static WINDOW *keys = NULL;

bool ravine_keys_start(void) {
    keys = newpad(1, 1);
    if (keys == NULL) return false;
    keypad(keys, TRUE);
    nodelay(keys, TRUE);
    // Mouse reports are read as they come: not every ncurses tells of dragging.
    keyok(KEY_MOUSE, FALSE);
    // A lone Escape is one after 25 ms.
    set_escdelay(25);
    return true;
}

int ravine_keys_next(wint_t *code) { return wget_wch(keys, code); }

int ravine_pair_limit(void) { return COLOR_PAIRS - 1; }

int ravine_color_limit(void) { return tigetnum("colors"); }

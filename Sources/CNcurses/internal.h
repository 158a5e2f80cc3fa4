// What the C files of this module share.
#ifndef RAVINE_INTERNAL_H
#define RAVINE_INTERNAL_H

#include "CNcurses.h"

/// What becomes of a signal while the terminal is in use.
enum ravine_fate {
    /// Nobody can catch it, or by default it does not end the process.
    ravine_untouched,
    /// Reported, and the process goes on.
    ravine_event,
    /// Reported, and the process ends in good order.
    ravine_end,
    /// The terminal is put back at once.
    ravine_crash,
};

enum ravine_fate ravine_signal_fate(int number);

/// The end of the signals' pipe that can be read, or -1.
int ravine_signals_descriptor(void);

#endif

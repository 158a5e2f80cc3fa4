// The C library's table of character widths, which Swift does not import.
#ifndef RAVINE_CWIDTH_H
#define RAVINE_CWIDTH_H

#include <stdint.h>

/// How many cells of a terminal a Unicode scalar takes: 0 for marks, -1 for what the table does not know.
/// The same whatever the program's locale is; -2 if the library has no UTF-8 locale at all.
int ravine_scalar_width(uint32_t scalar);

#endif

#ifdef __linux__
#define _GNU_SOURCE
#endif
#include "CWidth.h"
#include <locale.h>
#include <pthread.h>
#include <wchar.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

static pthread_once_t once = PTHREAD_ONCE_INIT;
static locale_t utf8 = (locale_t)0;

static void open_locale(void) {
    const char *names[] = {"C.UTF-8", "en_US.UTF-8", "UTF-8"};
    for (int index = 0; index < 3 && utf8 == (locale_t)0; index++) {
        utf8 = newlocale(LC_CTYPE_MASK, names[index], (locale_t)0);
    }
}

int ravine_scalar_width(uint32_t scalar) {
    pthread_once(&once, open_locale);
    if (utf8 == (locale_t)0) return -2;
    // For this thread only, and only as long as it takes.
    locale_t before = uselocale(utf8);
    int width = wcwidth((wchar_t)scalar);
    uselocale(before);
    return width;
}

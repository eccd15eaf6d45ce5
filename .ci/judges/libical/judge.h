/* What the programs of this folder share. */
#ifndef PLENARIA_JUDGE_H
#define PLENARIA_JUDGE_H

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bytes of a file with a final NUL, or the end of the program. */
static inline char *read_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0) {
        perror(path);
        exit(2);
    }
    long size = ftell(f);
    rewind(f);
    char *text = malloc((size_t)size + 1);
    if (!text || fread(text, 1, (size_t)size, f) != (size_t)size) {
        perror(path);
        exit(2);
    }
    fclose(f);
    text[size] = '\0';
    if (strlen(text) != (size_t)size) {
        fprintf(stderr, "%s: a NUL octet at %zu\n", path, strlen(text));
        exit(2);
    }
    return text;
}

/* The file as one component; libical leaves its complaints in it as X-LIC-ERROR properties. */
static inline icalcomponent *parse_file(const char *path)
{
    char *text = read_file(path);
    icalcomponent *root = icalparser_parse_string(text);
    free(text);
    if (!root) {
        fprintf(stderr, "%s: libical reads no component: %s\n", path, icalerror_strerror(icalerrno));
        exit(2);
    }
    return root;
}

static inline void warn(const char *what, const char *detail)
{
    printf("warning\t%s: %s\n", what, detail ? detail : "");
}

/* Text on one line: tabs, line breaks and backslashes as \t, \n, \\. */
static inline void print_text(const char *s)
{
    for (; s && *s; s++) {
        const char *escape = *s == '\t' ? "\\t" : *s == '\n' ? "\\n" : *s == '\\' ? "\\\\" : NULL;
        if (escape)
            fputs(escape, stdout);
        else
            putchar(*s);
    }
}

static inline icaltimezone *zone_of(icalcomponent *calendar, icalproperty *p, const char *uid)
{
    icalparameter *tzid = icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
    if (!tzid)
        return NULL;
    const char *name = icalparameter_get_tzid(tzid);
    icaltimezone *zone = icalcomponent_get_timezone(calendar, name);
    if (!zone)
        warn(uid, "its TZID has no VTIMEZONE in the file");
    return zone;
}

/* The text of a start or an end: a UTC instant or a date. Long enough for both: 32 octets. */
static inline void read_time(icalcomponent *calendar, icalcomponent *event, icalproperty_kind kind, const char *uid, char *out)
{
    icalproperty *p = icalcomponent_get_first_property(event, kind);
    if (!p) {
        warn(uid, "no DTSTART or no DTEND");
        strcpy(out, "");
        return;
    }
    icaltimetype t = icalvalue_get_datetime(icalproperty_get_value(p));
    if (t.is_date) {
        snprintf(out, 32, "%04d-%02d-%02d", t.year % 10000, t.month, t.day);
        return;
    }
    icaltimezone *zone = zone_of(calendar, p, uid);
    if (zone)
        icaltimezone_convert_time(&t, zone, icaltimezone_get_utc_timezone());
    else if (!icaltime_is_utc(t))
        warn(uid, "a floating time");
    snprintf(out, 32, "%04d-%02d-%02dT%02d:%02d:%02dZ", t.year % 10000, t.month, t.day, t.hour, t.minute, t.second);
}

#endif

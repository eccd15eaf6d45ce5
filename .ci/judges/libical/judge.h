/* What the two programs of this folder share. */
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

#endif

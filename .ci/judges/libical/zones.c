/*
 * zones FILE.ics QUESTIONS: asks libical for the offsets of the VTIMEZONEs of a file. A question is a line
 *
 *   zone  direction  time  offset        (tab-separated; see zones/questions.py)
 *
 * Each wrong answer is a line "wrong  zone  direction  time  offset  answer", each zone without VTIMEZONE a line
 * "missing  zone"; "asked  u  l" with the numbers of questions comes last. Lines "warning<TAB>text" are complaints.
 */
#include "judge.h"

struct question {
    char zone[128];
    char direction;
    long long time;
    int offset;
};

/* The time of a question as a UTC instant or, read as such, as a wall time. */
static icaltimetype time_of(const struct question *q)
{
    return icaltime_from_timet_with_zone((time_t)q->time, 0, icaltimezone_get_utc_timezone());
}

static int answer(icaltimezone *zone, const struct question *q)
{
    icaltimetype t = time_of(q);
    int is_daylight;
    if (q->direction == 'u')
        return icaltimezone_get_utc_offset_of_utc_time(zone, &t, &is_daylight);
    t.zone = NULL;
    return icaltimezone_get_utc_offset(zone, &t, &is_daylight);
}

static void ask(icaltimezone *zone, const struct question *q)
{
    int got = answer(zone, q);
    if (got != q->offset)
        printf("wrong\t%s\t%c\t%lld\t%d\t%d\n", q->zone, q->direction, q->time, q->offset, got);
}

static int next_question(FILE *f, struct question *q)
{
    int fields = fscanf(f, "%127[^\t]\t%c\t%lld\t%d\n", q->zone, &q->direction, &q->time, &q->offset);
    if (fields != 4 && fields != EOF) {
        fprintf(stderr, "a question has %d readable fields, not 4\n", fields);
        exit(2);
    }
    return fields == 4;
}

static void warn_errors(icalcomponent *root)
{
    if (icalcomponent_count_errors(root))
        printf("warning\ticalcomponent_count_errors is %d\n", icalcomponent_count_errors(root));
    if (!icalrestriction_check(root))
        printf("warning\ticalrestriction_check fails\n");
}

int main(int argc, char **argv)
{
    FILE *questions = argc == 3 ? fopen(argv[2], "r") : NULL;
    if (!questions) {
        fprintf(stderr, "usage: zones FILE.ics QUESTIONS\n");
        return 2;
    }
    icalerror_set_errors_are_fatal(0);
    icalcomponent *root = parse_file(argv[1]);
    warn_errors(root);
    struct question q;
    char current[128] = "";
    icaltimezone *zone = NULL;
    long asked_u = 0, asked_l = 0;
    while (next_question(questions, &q)) {
        if (strcmp(current, q.zone) != 0) {
            strcpy(current, q.zone);
            zone = icalcomponent_get_timezone(root, current);
            if (!zone)
                printf("missing\t%s\n", current);
        }
        if (!zone)
            continue;
        ask(zone, &q);
        q.direction == 'u' ? asked_u++ : asked_l++;
    }
    printf("asked\t%ld\t%ld\n", asked_u, asked_l);
    fclose(questions);
    return 0;
}

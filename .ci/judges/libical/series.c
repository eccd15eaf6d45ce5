/*
 * series FILE.ics: every occurrence that starts before the file's X-JUDGE-BEFORE as libical expands it, one line each,
 * tab-separated:
 *
 *   uid  start  end  summary
 *
 * libical gives the times of an RRULE; that DTSTART is one of them, EXDATE, RDATE and RECURRENCE-ID are applied here, by
 * instants, as RFC 5545 §3.8.5 says. Zones are those of the file. Times are UTC instants, all-day items are dates.
 */
#include "judge.h"

#define MOST 10000

/* An occurrence: its start, and the end that an RDATE of type PERIOD gives; a null time if none does. */
typedef struct {
    icaltimetype start, end;
} occurrence;

typedef struct {
    icalcomponent *calendar, *event;
    const char *uid;
    icaltimezone *zone; /* of DTSTART; NULL: UTC or dates */
    icaltimetype first;
    long long length; /* seconds, of dates days */
    occurrence found[MOST];
    int count;
} series;

static long long instant(icaltimetype t, icaltimezone *zone)
{
    return icaltime_as_timet_with_zone(t, icaltime_is_utc(t) ? icaltimezone_get_utc_timezone() : zone);
}

/* The value of a property of times, and its zone. */
static icaltimetype time_of(icalcomponent *calendar, icalproperty *p, const char *uid, icaltimezone **zone)
{
    icaltimetype t = icalvalue_get_datetime(icalproperty_get_value(p));
    *zone = zone_of(calendar, p, uid);
    if (!*zone && !icaltime_is_utc(t) && !t.is_date)
        warn(uid, "a floating time");
    if (*zone)
        icaltime_set_timezone(&t, *zone);
    return t;
}

/* A wall time without its zone. A rule is expanded on the wall: with a zone, libical goes on from where a gap has put an
 * occurrence, so that the day after it is an hour late. */
static icaltimetype wall(icaltimetype t)
{
    if (!t.is_date && !icaltime_is_utc(t))
        t.zone = NULL;
    return t;
}

static void add(series *s, icaltimetype start, icaltimetype end)
{
    start = wall(start);
    for (int i = 0; i < s->count; i++)
        if (icaltime_compare(s->found[i].start, start) == 0)
            return;
    if (s->count == MOST) {
        warn(s->uid, "too many occurrences");
        return;
    }
    s->found[s->count++] = (occurrence){start, end};
}

static void drop(series *s, icaltimetype t, icaltimezone *zone)
{
    for (int i = 0; i < s->count; i++)
        if (instant(s->found[i].start, s->zone) == instant(t, zone)) {
            s->found[i] = s->found[--s->count];
            return;
        }
    warn(s->uid, "an EXDATE or RECURRENCE-ID that names no occurrence");
}

/* The rule with its UNTIL on the wall of DTSTART. */
static struct icalrecurrencetype on_the_wall(struct icalrecurrencetype rule, icaltimezone *zone)
{
    if (zone && !icaltime_is_null_time(rule.until) && icaltime_is_utc(rule.until)) {
        icaltimezone_convert_time(&rule.until, icaltimezone_get_utc_timezone(), zone);
        rule.until = wall(icaltime_set_timezone(&rule.until, NULL));
    }
    return rule;
}

static void expand(series *s, long long before)
{
    for (icalproperty *p = icalcomponent_get_first_property(s->event, ICAL_RRULE_PROPERTY); p;
         p = icalcomponent_get_next_property(s->event, ICAL_RRULE_PROPERTY)) {
        icalrecur_iterator *it = icalrecur_iterator_new(on_the_wall(icalproperty_get_rrule(p), s->zone), wall(s->first));
        if (!it) {
            warn(s->uid, "libical does not take the RRULE");
            continue;
        }
        icaltimetype t;
        while (t = icalrecur_iterator_next(it), !icaltime_is_null_time(t) && instant(t, s->zone) < before)
            add(s, t, icaltime_null_time());
        icalrecur_iterator_free(it);
    }
    for (icalproperty *p = icalcomponent_get_first_property(s->event, ICAL_RDATE_PROPERTY); p;
         p = icalcomponent_get_next_property(s->event, ICAL_RDATE_PROPERTY)) {
        struct icaldatetimeperiodtype d = icalproperty_get_rdate(p);
        if (icaltime_is_null_time(d.time))
            add(s, d.period.start, d.period.end);
        else
            add(s, d.time, icaltime_null_time());
    }
    for (icalproperty *p = icalcomponent_get_first_property(s->event, ICAL_EXDATE_PROPERTY); p;
         p = icalcomponent_get_next_property(s->event, ICAL_EXDATE_PROPERTY)) {
        icaltimezone *zone;
        icaltimetype t = time_of(s->calendar, p, s->uid, &zone);
        drop(s, t, zone);
    }
}

static void print_row(series *s, long long start, long long end, int is_date, icalcomponent *event)
{
    print_text(s->uid);
    for (int i = 0; i < 2; i++) {
        icaltimetype t = icaltime_from_timet_with_zone(i ? end : start, 0, icaltimezone_get_utc_timezone());
        printf("\t%04d-%02d-%02d", t.year, t.month, t.day);
        if (!is_date)
            printf("T%02d:%02d:%02dZ", t.hour, t.minute, t.second);
    }
    putchar('\t');
    print_text(icalcomponent_get_summary(event));
    putchar('\n');
}

/* DTSTART, its zone, and the instants of DTSTART and DTEND. */
static icaltimetype span(icalcomponent *calendar, icalcomponent *event, const char *uid, icaltimezone **zone, long long *start,
                         long long *end)
{
    icaltimezone *until_zone;
    icalproperty *from = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
    icalproperty *until = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
    if (!from || !until) {
        warn(uid, "no DTSTART or no DTEND");
        exit(1);
    }
    icaltimetype t = time_of(calendar, from, uid, zone);
    icaltimetype u = time_of(calendar, until, uid, &until_zone);
    *start = instant(t, *zone);
    *end = instant(u, until_zone);
    return t;
}

static icalcomponent *next_event(icalcomponent *calendar, int first)
{
    return first ? icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT)
                 : icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT);
}

static int same_series(icalcomponent *event, const char *uid)
{
    const char *other = icalcomponent_get_uid(event);
    return other && strcmp(other, uid) == 0;
}

static void apply_override(series *s, icalcomponent *event, long long before)
{
    icalproperty *p = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY);
    icaltimezone *zone;
    icaltimetype id = time_of(s->calendar, p, s->uid, &zone);
    long long start, end;
    if (icalproperty_get_first_parameter(p, ICAL_RANGE_PARAMETER))
        warn(s->uid, "libical expands no RANGE=THISANDFUTURE");
    drop(s, id, zone);
    icaltimetype t = span(s->calendar, event, s->uid, &zone, &start, &end);
    if (icalcomponent_get_status(event) != ICAL_STATUS_CANCELLED && start < before)
        print_row(s, start, end, t.is_date, event);
}

static void print_series(icalcomponent *calendar, icalcomponent *master, long long before)
{
    static series s;
    long long start, end;
    s = (series){.calendar = calendar, .event = master, .uid = icalcomponent_get_uid(master)};
    s.first = span(calendar, master, s.uid, &s.zone, &start, &end);
    s.length = end - start;
    add(&s, s.first, icaltime_null_time());
    expand(&s, before);
    for (icalcomponent *e = next_event(calendar, 1); e; e = next_event(calendar, 0))
        if (icalcomponent_get_first_property(e, ICAL_RECURRENCEID_PROPERTY) && same_series(e, s.uid))
            apply_override(&s, e, before);
    for (int i = 0; i < s.count; i++) {
        long long at = instant(s.found[i].start, s.zone);
        int period = !icaltime_is_null_time(s.found[i].end);
        if (at < before)
            print_row(&s, at, period ? instant(s.found[i].end, s.zone) : at + s.length, s.first.is_date, master);
    }
}

static long long judged_before(icalcomponent *calendar)
{
    for (icalproperty *p = icalcomponent_get_first_property(calendar, ICAL_X_PROPERTY); p;
         p = icalcomponent_get_next_property(calendar, ICAL_X_PROPERTY))
        if (strcmp(icalproperty_get_x_name(p), "X-JUDGE-BEFORE") == 0)
            return icaltime_as_timet(icaltime_from_string(icalproperty_get_x(p)));
    warn("file", "no X-JUDGE-BEFORE");
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: series FILE.ics\n");
        return 2;
    }
    icalerror_set_errors_are_fatal(0);
    icalcomponent *root = parse_file(argv[1]);
    if (icalcomponent_isa(root) != ICAL_VCALENDAR_COMPONENT)
        warn("file", "not one VCALENDAR");
    if (icalcomponent_count_errors(root))
        warn("file", "icalcomponent_count_errors is not 0");
    long long before = judged_before(root);
    int masters = 0;
    icalcomponent *list[64];
    for (icalcomponent *e = next_event(root, 1); e && masters < 64; e = next_event(root, 0))
        if (!icalcomponent_get_first_property(e, ICAL_RECURRENCEID_PROPERTY))
            list[masters++] = e;
    for (int i = 0; i < masters; i++)
        print_series(root, list[i], before);
    icalcomponent_free(root);
    return 0;
}

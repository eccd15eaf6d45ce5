/*
 * itip ADDRESS FILE.ics... : the calendar of the reader with that address, after the messages in the files, as libical's
 * icalclassify understands each. At each argument "=" the program prints the calendar, a row an event or an occurrence, as
 * icalcomponent_foreach_recurrence expands it, and then "=":
 *
 *   uid  start  end  summary  location  status  sequence
 *
 * Before that, a line "class<TAB>NAME<TAB>UID" for each message, by its first event. What is not understood is a warning and
 * does not count.
 */
#include "judge.h"
#include <libical/icalclassify.h>

/* The messages that made the calendar what it is, one an event or override; a cancelled override stays. */
static icalcomponent *stored[256];
static int count;

static icalcomponent *event_of(icalcomponent *calendar)
{
    return icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT);
}

static const char *uid_of(icalcomponent *calendar)
{
    const char *uid = icalcomponent_get_uid(event_of(calendar));
    return uid ? uid : "";
}

static int is_same(icalcomponent *a, icalcomponent *b, int whole)
{
    icaltimetype id = icalcomponent_get_recurrenceid(event_of(b));
    return strcmp(uid_of(a), uid_of(b)) == 0 &&
           icaltime_compare(icalcomponent_get_recurrenceid(event_of(a)), whole ? icaltime_null_time() : id) == 0;
}

/* The place of the event that a message is about, or of the whole that it is an occurrence of; count if there is none. */
static int find(icalcomponent *message, int whole)
{
    int i = 0;
    while (i < count && !is_same(stored[i], message, whole))
        i++;
    return i;
}

static int is_override(icalcomponent *message)
{
    return icalcomponent_get_first_property(event_of(message), ICAL_RECURRENCEID_PROPERTY) != NULL;
}

static void drop(int i)
{
    icalcomponent_free(stored[i]);
    stored[i] = stored[--count];
}

static void put(int i, icalcomponent *message)
{
    if (i < count)
        icalcomponent_free(stored[i]);
    else if (++count == (int)(sizeof stored / sizeof *stored)) {
        fprintf(stderr, "too many events\n");
        exit(2);
    }
    stored[i] = message;
}

/* DTSTAMP decides where SEQUENCE is the same; icalclassify compares it only between recurrences. */
static int is_stale(icalcomponent *message, icalcomponent *old)
{
    icalcomponent *a = event_of(message), *b = event_of(old);
    int by = icalcomponent_get_sequence(a) - icalcomponent_get_sequence(b);
    return by < 0 || (by == 0 && icaltime_compare(icalcomponent_get_dtstamp(a), icalcomponent_get_dtstamp(b)) <= 0);
}

static const char *class_name(icalproperty_xlicclass class)
{
    switch (class) {
    case ICAL_XLICCLASS_REQUESTNEW:
        return "new";
    case ICAL_XLICCLASS_REQUESTUPDATE:
        return "update";
    case ICAL_XLICCLASS_REQUESTRESCHEDULE:
        return "reschedule";
    case ICAL_XLICCLASS_REQUESTDELEGATE: /* new, and has DELEGATED-FROM */
        return "delegate";
    case ICAL_XLICCLASS_CANCELEVENT:
        return "cancel";
    default:
        return "another";
    }
}

/* The message with one of its events. */
static icalcomponent *alone(icalcomponent *message, icalcomponent *event)
{
    icalcomponent *one = icalcomponent_new_clone(message), *e;
    while ((e = event_of(one))) {
        icalcomponent_remove_component(one, e);
        icalcomponent_free(e);
    }
    icalcomponent_add_component(one, icalcomponent_new_clone(event));
    return one;
}

static void drop_all(const char *uid)
{
    for (int i = count - 1; i >= 0; i--)
        if (strcmp(uid_of(stored[i]), uid) == 0)
            drop(i);
}

/* A REQUEST of the whole takes the place of all that is there, with the occurrences that it has beside it. */
static void request(icalcomponent *message)
{
    if (!is_override(message))
        drop_all(uid_of(message));
    for (icalcomponent *e = event_of(message); e; e = icalcomponent_get_next_component(message, ICAL_VEVENT_COMPONENT)) {
        icalcomponent *one = alone(message, e);
        put(find(one, 0), one);
    }
}

/* An occurrence that is cancelled stays, so that its series leaves it out. */
static void cancel(icalcomponent *message)
{
    int i = find(message, 0);
    if (!is_override(message))
        drop_all(uid_of(message));
    else if (find(message, 1) < count)
        put(i, alone(message, event_of(message)));
    else
        drop(i);
}

static void receive(const char *path, const char *address)
{
    icalcomponent *message = parse_file(path);
    if (!event_of(message)) {
        warn(path, "no event");
        return;
    }
    int i = find(message, 0), base = i < count ? i : find(message, 1);
    icalproperty_xlicclass class = icalclassify(message, i < count ? stored[i] : NULL, address);
    const char *name = class_name(class);
    printf("class\t%s\t%s\n", name, uid_of(message));
    if (!icalrestriction_check(message))
        warn(path, "icalrestriction_check fails");
    if (strcmp(name, "another") == 0)
        warn(uid_of(message), icalproperty_enum_to_string(class));
    else if (base < count && is_stale(message, stored[base]))
        warn(uid_of(message), "older than what is there");
    else if (class != ICAL_XLICCLASS_CANCELEVENT)
        request(message);
    else if (base < count)
        cancel(message);
    else
        warn(uid_of(message), "cancelled, but not there");
    icalcomponent_free(message);
}

static void print_texts(icalcomponent *event)
{
    putchar('\t');
    print_text(icalcomponent_get_summary(event));
    putchar('\t');
    print_text(icalcomponent_get_location(event));
    printf("\t%s\t%d\n", icalproperty_status_to_string(icalcomponent_get_status(event)), icalcomponent_get_sequence(event));
}

static void print_row(icalcomponent *calendar)
{
    icalcomponent *event = event_of(calendar);
    char start[32], end[32];
    read_time(calendar, event, ICAL_DTSTART_PROPERTY, uid_of(calendar), start);
    read_time(calendar, event, ICAL_DTEND_PROPERTY, uid_of(calendar), end);
    print_text(uid_of(calendar));
    printf("\t%s\t%s", start, end);
    print_texts(event);
}

static void print_instant(time_t t)
{
    icaltimetype u = icaltime_from_timet_with_zone(t, 0, icaltimezone_get_utc_timezone());
    printf("\t%04d-%02d-%02dT%02d:%02d:%02dZ", u.year, u.month, u.day, u.hour, u.minute, u.second);
}

/* The instant of the occurrence that an override is in the place of. */
static time_t replaced(icalcomponent *calendar)
{
    icalproperty *p = icalcomponent_get_first_property(event_of(calendar), ICAL_RECURRENCEID_PROPERTY);
    icaltimezone *zone = zone_of(calendar, p, uid_of(calendar));
    return icaltime_as_timet_with_zone(icalproperty_get_recurrenceid(p), zone ? zone : icaltimezone_get_utc_timezone());
}

/* Prints an occurrence of the series in calendar, unless there is an event in its place. */
static void print_occurrence(icalcomponent *event, struct icaltime_span *span, void *calendar)
{
    for (int i = 0; i < count; i++)
        if (is_override(stored[i]) && strcmp(uid_of(stored[i]), uid_of(calendar)) == 0 && replaced(stored[i]) == span->start)
            return;
    print_text(uid_of(calendar));
    print_instant(span->start);
    print_instant(span->end);
    print_texts(event);
}

static void print_calendar(void)
{
    icaltimetype from = icaltime_from_string("20200101T000000Z"), to = icaltime_from_string("20300101T000000Z");
    for (int k = 0; k < count; k++) {
        icalcomponent *event = event_of(stored[k]);
        if (icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY))
            icalcomponent_foreach_recurrence(event, from, to, print_occurrence, stored[k]);
        else if (icalcomponent_get_status(event) != ICAL_STATUS_CANCELLED)
            print_row(stored[k]);
    }
    puts("=");
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: itip ADDRESS FILE.ics... =\n");
        return 2;
    }
    icalerror_set_errors_are_fatal(0);
    for (int i = 2; i < argc; i++) {
        if (strcmp(argv[i], "=") != 0) {
            receive(argv[i], argv[1]);
            continue;
        }
        print_calendar();
    }
    while (count > 0)
        drop(0);
    return 0;
}

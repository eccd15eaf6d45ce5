/*
 * itip ADDRESS FILE.ics... : the calendar of the reader with that address, after the messages in the files, as libical's
 * icalclassify understands each. At each argument "=" the program prints the calendar, a row an event, and then "=":
 *
 *   uid  start  end  summary  location  status  sequence
 *
 * Before that, a line "class<TAB>NAME<TAB>UID" for each message. What is not understood is a warning and does not count.
 */
#include "judge.h"
#include <libical/icalclassify.h>

/* The messages that made the calendar what it is, one an event or override. */
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

/* The place of the event that a message is about, or count. */
static int find(icalcomponent *message)
{
    icaltimetype id = icalcomponent_get_recurrenceid(event_of(message));
    int i = 0;
    while (i < count && (strcmp(uid_of(stored[i]), uid_of(message)) != 0 ||
                         icaltime_compare(icalcomponent_get_recurrenceid(event_of(stored[i])), id) != 0))
        i++;
    return i;
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
    case ICAL_XLICCLASS_CANCELEVENT:
        return "cancel";
    default:
        return "another";
    }
}

static void receive(const char *path, const char *address)
{
    icalcomponent *message = parse_file(path);
    if (!event_of(message)) {
        warn(path, "no event");
        return;
    }
    int i = find(message);
    icalcomponent *old = i < count ? stored[i] : NULL;
    icalproperty_xlicclass class = icalclassify(message, old, address);
    const char *name = class_name(class);
    printf("class\t%s\t%s\n", name, uid_of(message));
    if (!icalrestriction_check(message))
        warn(path, "icalrestriction_check fails");
    if (strcmp(name, "another") == 0)
        warn(uid_of(message), icalproperty_enum_to_string(class));
    else if (old && is_stale(message, old))
        warn(uid_of(message), "older than what is there");
    else if (class != ICAL_XLICCLASS_CANCELEVENT) {
        put(i, message);
        return;
    } else if (old)
        drop(i);
    else
        warn(uid_of(message), "cancelled, but not there");
    icalcomponent_free(message);
}

static void print_row(icalcomponent *calendar)
{
    icalcomponent *event = event_of(calendar);
    char start[32], end[32];
    read_time(calendar, event, ICAL_DTSTART_PROPERTY, uid_of(calendar), start);
    read_time(calendar, event, ICAL_DTEND_PROPERTY, uid_of(calendar), end);
    print_text(uid_of(calendar));
    printf("\t%s\t%s\t", start, end);
    print_text(icalcomponent_get_summary(event));
    putchar('\t');
    print_text(icalcomponent_get_location(event));
    printf("\t%s\t%d\n", icalproperty_status_to_string(icalcomponent_get_status(event)), icalcomponent_get_sequence(event));
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
        for (int k = 0; k < count; k++)
            print_row(stored[k]);
        puts("=");
    }
    while (count > 0)
        drop(0);
    return 0;
}

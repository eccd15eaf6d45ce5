/*
 * events FILE.ics: every VEVENT as libical reads it, one line each, tab-separated:
 *
 *   uid  start  end  summary
 *
 * Times are UTC instants (2021-11-18T13:30:00Z), computed with the VTIMEZONE of the file and never with libical's own
 * database; all-day items are dates. Lines "warning<TAB>text" hold what libical or its RFC 5545 and RFC 5546 restriction
 * tables find wrong.
 */
#include "judge.h"

static void print_event(icalcomponent *calendar, icalcomponent *event)
{
    const char *uid = icalcomponent_get_uid(event);
    char start[32], end[32];
    if (!uid)
        uid = "(no UID)";
    read_time(calendar, event, ICAL_DTSTART_PROPERTY, uid, start);
    read_time(calendar, event, ICAL_DTEND_PROPERTY, uid, end);
    print_text(uid);
    printf("\t%s\t%s\t", start, end);
    print_text(icalcomponent_get_summary(event));
    putchar('\n');
}

/* A control character or U+FFFD in a text is a line that was damaged on its way. */
static void check_text(icalproperty *p)
{
    const char *s = icalproperty_get_value_as_string(p);
    for (const char *c = s; c && *c; c++)
        if (((unsigned char)*c < 0x20 && *c != '\n' && *c != '\t') || *c == 0x7f || strncmp(c, "\xef\xbf\xbd", 3) == 0)
            warn(icalproperty_get_property_name(p), "a control or replacement character");
}

static void print_warnings(icalcomponent *c)
{
    for (icalproperty *p = icalcomponent_get_first_property(c, ICAL_ANY_PROPERTY); p;
         p = icalcomponent_get_next_property(c, ICAL_ANY_PROPERTY)) {
        if (icalproperty_isa(p) == ICAL_XLICERROR_PROPERTY)
            warn(icalcomponent_kind_to_string(icalcomponent_isa(c)), icalproperty_get_xlicerror(p));
        else
            check_text(p);
    }
    for (icalcomponent *sub = icalcomponent_get_first_component(c, ICAL_ANY_COMPONENT); sub;
         sub = icalcomponent_get_next_component(c, ICAL_ANY_COMPONENT))
        print_warnings(sub);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: events FILE.ics\n");
        return 2;
    }
    icalerror_set_errors_are_fatal(0);
    icalcomponent *root = parse_file(argv[1]);
    if (icalcomponent_isa(root) != ICAL_VCALENDAR_COMPONENT)
        warn("file", "not one VCALENDAR");
    int errors = icalcomponent_count_errors(root);
    if (!icalrestriction_check(root))
        warn("file", "icalrestriction_check fails");
    if (errors)
        warn("file", "icalcomponent_count_errors is not 0");
    print_warnings(root);
    for (icalcomponent *e = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT); e;
         e = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT))
        print_event(root, e);
    icalcomponent_free(root);
    return 0;
}

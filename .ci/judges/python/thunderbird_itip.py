"""thunderbird_itip.py OUT JOBS.json: the calendars of the readers in JOBS, kept by Thunderbird's own code for invitations
(see ../README.md). Each reader has an identity and a calendar; a message is taken as its bar over the mail does.
"""
import json
import os
import sys

from marionette import thunderbird

HEAD = r"""
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
const oneLine = s => (s ?? "").replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\n", "\\n");
return (async () => {
"""
TAIL = "})();"

# An account with the reader's address, and a calendar that belongs to it.
OPEN = HEAD + r"""
const [name, address] = arguments;
const identity = MailServices.accounts.createIdentity();
identity.email = address;
const account = MailServices.accounts.createAccount();
account.incomingServer = MailServices.accounts.createIncomingServer(name, name + ".invalid", "none");
account.addIdentity(identity);
const calendar = cal.manager.createCalendar("memory", Services.io.newURI("moz-memory-calendar://" + name));
calendar.name = name;
cal.manager.registerCalendar(calendar);
calendar.setProperty("imip.identity.key", identity.key);
return calendar.id;
""" + TAIL

# The bar finds out what a message is about; the button that it shows then is pressed: accept, update or delete.
RECEIVE = HEAD + r"""
const [id, text] = arguments;
Services.console.reset();
const item = Cc["@mozilla.org/calendar/itip-item;1"].createInstance(Ci.calIItipItem);
item.init(text);
item.isSend = false;
item.targetCalendar = cal.manager.getCalendarById(id);
item.autoResponse = Ci.calIItipItem.NONE;
const said = await new Promise(resolve => {
  let done = false;
  cal.itip.processItipItem(item, (_, rc, action) => {
    if (done) return;
    done = true;
    if (!Components.isSuccessCode(rc)) return resolve(`warning\tresult ${rc}`);
    if (!action) return resolve(`warning\t${item.receivedMethod} ${item.getItemList()[0]?.id}: nothing to do`);
    const listener = {
      QueryInterface: ChromeUtils.generateQI(["calIOperationListener"]),
      onGetResult() {},
      onOperationComplete(_, status) { resolve(Components.isSuccessCode(status) ? action.method : `warning\t${action.method}: ${status}`); },
    };
    action(listener, action.method.startsWith("REQUEST") && !action.method.endsWith("MINOR") ? "ACCEPTED" : "", { responseMode: Ci.calIItipItem.NONE });
  });
});
cal.itip.cleanupItipItem(item);
return [said, ...Services.console.getMessageArray()
  .map(m => m.QueryInterface(Ci.nsIConsoleMessage).message).filter(m => /calendar|itip|ical/i.test(m)).map(m => "warning\t" + oneLine(m))];
""" + TAIL

LIST = HEAD + r"""
const [id] = arguments;
const instant = time => new Date(time.nativeTime / 1000).toISOString().replace(".000Z", "Z");
const rows = [];
for (const item of await cal.manager.getCalendarById(id).getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null)) {
  rows.push([item.id, instant(item.startDate), instant(item.endDate), item.title, item.getProperty("LOCATION"), item.status,
    item.getProperty("SEQUENCE")].map(oneLine).join("\t"));
}
return rows;
""" + TAIL


def receive(client, calendar, path):
    with open(path + ".ics", encoding="utf-8", newline="") as f:
        said, *complaints = client.script(RECEIVE, calendar, f.read())
    return [line for line in (said, *complaints) if line.startswith("warning\t")]


def main(out, jobs):
    with open(jobs, encoding="utf-8") as f:
        jobs = json.load(f)
    with thunderbird() as client:
        for job in jobs:
            calendar = client.script(OPEN, job["Name"], job["Address"])
            for step in job["Steps"]:
                rows = [line for path in step["Files"] or () for line in receive(client, calendar, path)]
                rows += client.script(LIST, calendar)
                with open(os.path.join(out, f"{job['Name']}.{step['Name']}.tsv"), "w", encoding="utf-8") as f:
                    f.writelines(row + "\n" for row in rows)


main(*sys.argv[1:])

"""thunderbird_itip.py OUT JOBS.json [REPLIES]: the calendars of the readers in JOBS, kept by Thunderbird's own code for
invitations (see ../README.md). Each reader has an identity and a calendar; a message is taken as its bar over the mail does.
The mails with their answers, where JOBS has some, go into the folder REPLIES; without it none is sent.
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
account.incomingServer = MailServices.accounts.createIncomingServer(name, name + ".invalid", "pop3");
account.incomingServer.doBiff = false;
account.addIdentity(identity);
MailServices.accounts.defaultAccount = account;
const calendar = cal.manager.createCalendar("memory", Services.io.newURI("moz-memory-calendar://" + name));
calendar.name = name;
cal.manager.registerCalendar(calendar);
calendar.setProperty("imip.identity.key", identity.key);
return calendar.id;
""" + TAIL

# The bar finds out what a message is about; the button that it shows then is pressed: accept or another answer, update, delete.
# What Thunderbird hands to its sender of mails, a file with the whole mail, is caught.
RECEIVE = HEAD + r"""
const [id, text, answer, replies] = arguments;
const { CalItipEmailTransport } = ChromeUtils.importESModule("resource:///modules/CalItipEmailTransport.sys.mjs");
const sent = [];
CalItipEmailTransport.prototype.getMsgSend = () => ({ sendMessageFile(identity, account, fields, file) { sent.push(file.path); } });
Services.console.reset();
const item = Cc["@mozilla.org/calendar/itip-item;1"].createInstance(Ci.calIItipItem);
item.init(text);
item.isSend = false;
item.targetCalendar = cal.manager.getCalendarById(id);
const response = { responseMode: replies ? Ci.calIItipItem.AUTO : Ci.calIItipItem.NONE };
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
    action(listener, action.method.startsWith("REQUEST") && !action.method.endsWith("MINOR") ? answer : "", response);
  });
});
cal.itip.cleanupItipItem(item);
const latin1 = octets => octets.reduce((all, octet) => all + String.fromCharCode(octet), "");
return {
  lines: [said, ...Services.console.getMessageArray()
    .map(m => m.QueryInterface(Ci.nsIConsoleMessage).message).filter(m => /calendar|itip|ical/i.test(m)).map(m => "warning\t" + oneLine(m))],
  mails: await Promise.all(sent.map(async path => latin1(await IOUtils.read(path)))),
};
""" + TAIL

LIST = HEAD + r"""
const [id] = arguments;
const instant = time => new Date(time.nativeTime / 1000).toISOString().replace(".000Z", "Z");
const rows = [];
const [from, to] = ["20200101T000000Z", "20300101T000000Z"].map(text => cal.createDateTime(text));
const all = Ci.calICalendar.ITEM_FILTER_ALL_ITEMS | Ci.calICalendar.ITEM_FILTER_CLASS_OCCURRENCES;
for (const item of await cal.manager.getCalendarById(id).getItemsAsArray(all, 0, from, to)) {
  rows.push([item.id, instant(item.startDate), instant(item.endDate), item.title, item.getProperty("LOCATION"), item.status,
    item.getProperty("SEQUENCE")].map(oneLine).join("\t"));
}
return rows;
""" + TAIL


def receive(client, calendar, path, answer, replies):
    """Takes a message and keeps the answer under the name that replies begins; complaints."""
    with open(path + ".ics", encoding="utf-8", newline="") as f:
        said = client.script(RECEIVE, calendar, f.read(), answer or "ACCEPTED", bool(answer and replies))
    for i, mail in enumerate(said["mails"]):
        with open(f"{replies}-{i}.eml", "wb") as f:
            f.write(mail.encode("latin-1"))
    return [line for line in said["lines"] if line.startswith("warning\t")]


def take(client, calendar, step, replies):
    """Takes the messages of a step; complaints."""
    lines, files = [], step["Files"] or ()
    for i, (path, answer) in enumerate(zip(files, step.get("Answers") or [""] * len(files), strict=True)):
        lines += receive(client, calendar, path, answer, replies and f"{replies}-{i}")
    return lines


def main(out, jobs, replies=None):
    with open(jobs, encoding="utf-8") as f:
        jobs = json.load(f)
    if replies:
        jobs = [job for job in jobs if any(any(step["Answers"] or ()) for step in job["Steps"])]
    with thunderbird() as client:
        for job in jobs:
            calendar = client.script(OPEN, job["Name"], job["Address"])
            for step in job["Steps"]:
                name = f"{job['Name']}.{step['Name']}"
                lines = take(client, calendar, step, replies and os.path.join(replies, name))
                lines += client.script(LIST, calendar)
                with open(os.path.join(out, name + ".tsv"), "w", encoding="utf-8") as f:
                    f.writelines(line + "\n" for line in lines)


main(*sys.argv[1:])

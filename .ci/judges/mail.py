"""mail.py FOLDER: reads every mail of a folder with Python's email package, and compares it with what was put into it.

NAME.eml is a mail, NAME.json what was put into it (see mail/main.go). all.mbox, if there is one, has all mails in the order of
their names; read by Python's mailbox, each must have the same headers and bodies.
"""
import email
import email.errors
import email.policy
import json
import mailbox
import os
import sys
from email.header import decode_header, make_header
from email.utils import parseaddr

ALTERNATIVE = ["text/plain", "text/html", "text/calendar"]


def lines_are_wrong(raw):
    """What RFC 5322 and RFC 4155 do not want in any line."""
    if not raw.endswith(b"\r\n"):
        return "the last line has no end"
    for i, line in enumerate(raw[:-2].split(b"\r\n"), 1):
        letters = line.partition(b"<")[0] if line.startswith(b"To: ") and line.endswith(b">") else line  # RFC 6532: of an address alone
        if len(line) > 998 or b"\r" in line or b"\n" in line or b"\0" in line or not letters.isascii():
            return f"line {i} is {line[:60]!r}, {len(line)} octets"
        if b"=?UTF-8?" in line and len(line) > 76:
            return f"line {i} has an encoded word and {len(line)} octets"
        if line.startswith((b"From ", b".")):
            return f"line {i} begins {line[:6]!r}"
    return ""


def mailbox_of(message, name):
    """The one address of a header, as the JSON has it."""
    header = message[name]
    if header is None:
        return {"Name": "", "Address": ""}
    if len(header.addresses) != 1:
        return f"{len(header.addresses)} addresses"
    a = header.addresses[0]
    # email of 3.11 keeps the white space between two encoded words of a name, which RFC 2047 §6.2 does not; email.header does not.
    raw = dict(message.raw_items())[name]
    decoded = str(make_header(decode_header(parseaddr(raw)[0])))
    return {"Name": decoded if "?=" in raw and "=?" in raw else a.display_name, "Address": a.addr_spec}


def seen_headers(m):
    """The headers of a mail, by the names of the JSON."""
    found = {name: mailbox_of(m, header) for name, header in {"From": "From", "To": "To", "ReplyTo": "Reply-To"}.items()}
    found["Subject"] = str(m["Subject"])
    found["Date"] = m["Date"].datetime.strftime("%Y-%m-%dT%H:%M:%SZ") if m["Date"].datetime.utcoffset().seconds == 0 else str(m["Date"])
    found["Lang"] = m.get("Content-Language", "")
    found["Unsubscribe"] = m.get("List-Unsubscribe", "").removeprefix("<").removesuffix(">")
    found["OneClick"] = m.get("List-Unsubscribe-Post", "") == "List-Unsubscribe=One-Click"
    return found


def text_of(part):
    """The text of a part as the JSON has it: without its line ends' kind, and without the last one."""
    return part.get_content().replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


def shape(m):
    """The content types of a mail, nested."""
    if not m.is_multipart():
        return m.get_content_type()
    return [m.get_content_type(), *map(shape, m.iter_parts())]


def wanted_shape(want):
    kinds = [k for k in ALTERNATIVE if (k != "text/html" or want["HTML"]) and (k != "text/calendar" or want["Method"] != "PUBLISH")]
    return ["multipart/mixed", ["multipart/alternative", *kinds], "application/ics"]


def wanted_headers(want):
    """The names of all headers, each once: nothing else has come in."""
    names = ["Content-Type", "Date", "From", "MIME-Version", "Message-ID", "Subject", "To"]
    names += ["Reply-To"] * bool(want["ReplyTo"]["Address"]) + ["In-Reply-To", "References"] * bool(want["Replies"])
    names += ["Content-Language"] * bool(want["Lang"]) + ["List-Unsubscribe"] * bool(want["Unsubscribe"])
    return sorted(names + ["List-Unsubscribe-Post"] * want["OneClick"])


def compare(m, want, ids):
    """Everything in which a mail is not what was put into it."""
    faults = []

    def same(name, got, wanted):
        if got != wanted:
            faults.append(f"{name}: {got!r:.200}, not {wanted!r:.200}")

    for part in m.walk():
        for d in [*part.defects, *(d for h in part.values() for d in getattr(h, "defects", ()))]:
            if type(d) is email.errors.NonASCIILocalPartDefect and not want["To"]["Address"].isascii():
                continue  # which RFC 6531 allows
            faults.append(f"{part.get_content_type()}: {type(d).__name__} {d}")
    for name, got in seen_headers(m).items():
        same(name, got, want[name])
    same("MIME-Version", m["MIME-Version"], "1.0")
    same("headers", sorted(m.keys()), wanted_headers(want))
    for name in ("In-Reply-To", "References"):
        same(name, m.get(name, ""), ids.get(want["Replies"], ""))
    same("parts", shape(m), wanted_shape(want))
    if shape(m) != wanted_shape(want):
        return faults
    alternative, attachment = m.iter_parts()
    parts = {p.get_content_type(): p for p in alternative.iter_parts()}
    for kind, text in {"text/plain": want["Text"], "text/html": want["HTML"]}.items():
        if kind in parts:
            same(kind, text_of(parts[kind]), text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n"))
    for kind, p in parts.items():
        same(kind + " charset", p["Content-Type"].params.get("charset"), "UTF-8")
        same(kind + " disposition", p["Content-Disposition"], None)
    calendar = want["Calendar"].encode()
    if "text/calendar" in parts:
        p = parts["text/calendar"]
        same("calendar", p.get_payload(decode=True), calendar)
        same("method", p["Content-Type"].params.get("method"), want["Method"])
    same("METHOD", f"METHOD:{want['Method']}\r\n" in want["Calendar"], True)
    same("attachment", attachment.get_payload(decode=True), calendar)
    same("name", (attachment.get_filename(), attachment.get_content_disposition(), attachment["Content-Type"].params.get("name")),
         ("invite.ics", "attachment", "invite.ics"))
    return faults


def parse(raw):
    if raw.isascii():
        return email.message_from_bytes(raw, policy=email.policy.default)
    return email.message_from_string(raw.decode(), policy=email.policy.default)  # RFC 6532, which is not read from bytes


def judge(folder):
    """The faults of each file of a folder."""
    names = sorted(n.removesuffix(".eml") for n in os.listdir(folder) if n.endswith(".eml"))
    raw, want = {}, {}
    for name in names:
        with open(os.path.join(folder, name + ".eml"), "rb") as f:
            raw[name] = f.read()
        with open(os.path.join(folder, name + ".json"), "rb") as f:
            want[name] = json.load(f)
    ids = {name + ".eml": parse(raw[name])["Message-ID"] for name in names}
    found = {}
    for name in names:
        wrong = lines_are_wrong(raw[name])
        found[name + ".eml"] = ([wrong] if wrong else []) + compare(parse(raw[name]), want[name], ids)
    box = os.path.join(folder, "all.mbox")
    if os.path.exists(box):
        found["all.mbox"] = judge_box(box, [want[n] for n in names], ids)
    return found


def judge_box(path, want, ids):
    """The faults of an mbox."""
    box = mailbox.mbox(path, create=False)
    mails = [parse(box.get_bytes(key)) for key in box.keys()]
    box.close()
    if len(mails) != len(want):
        return [f"{len(mails)} mails, not {len(want)}"]
    # An mbox has LF; the calendar object is in base64 and keeps CR LF.
    return [f"mail {i}: {fault}" for i, (m, w) in enumerate(zip(mails, want), 1) for fault in compare(m, w, ids)]


def main():
    found = judge(sys.argv[1])
    for name, faults in found.items():
        for fault in faults:
            print(f"email        {name:10} {fault}")
        print(f"email        {name:10} {'WRONG' if faults else 'ok'}")
    if not found or any(found.values()):
        sys.exit("mails are not what was put into them" if found else "no mails")


if __name__ == "__main__":
    main()

"""delivered.py FOLDER MAILDIR: compares the mails that an SMTP server has delivered with those that were to be sent.

FOLDER has NAME.eml and NAME.json (see mail/main.go); MAILDIR, the folder "new" of a maildir, has what came in, with the headers
Return-path and Envelope-to of the delivery, and with one Received header. Each mail must be there once, octet for octet, with the
envelope of its own addresses; read with Python's email package, it must have what was put into it.
"""
import json
import os
import sys

import mail

LATER = ["later@example.org"]  # reader of a mail that is not in FOLDER, see mail/send.go


def take_header(raw, name):
    """A mail without its header of a name, and the value; "" unless there is just one."""
    head, end, body = raw.partition(b"\r\n\r\n")
    fields = head.replace(b"\r\n ", b"\0 ").replace(b"\r\n\t", b"\0\t").split(b"\r\n")
    found = [f for f in fields if f.lower().startswith(name + b":")]
    rest = b"\r\n".join(f for f in fields if f not in found).replace(b"\0", b"\r\n")
    return rest + end + body, found[0].split(b":", 1)[1].replace(b"\0", b"").strip().decode() if len(found) == 1 else ""


def read_maildir(folder):
    """What was delivered: the mail as it was sent, sender, reader and Received of each."""
    mails = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as f:
            raw = f.read().replace(b"\n", b"\r\n")  # a maildir has the line ends of its system
        headers = []
        for header in (b"return-path", b"envelope-to", b"received"):
            raw, value = take_header(raw, header)
            headers.append(value)
        mails.append((raw, headers[0].strip("<>"), headers[1], headers[2]))
    return mails


def judge(folder, maildir):
    """The faults of each file of a folder, and of what came beside them."""
    names = sorted(n.removesuffix(".eml") for n in os.listdir(folder) if n.endswith(".eml"))
    raw, want, found = {}, {}, {}
    for name in names:
        with open(os.path.join(folder, name + ".eml"), "rb") as f:
            raw[name] = f.read()
        with open(os.path.join(folder, name + ".json"), "rb") as f:
            want[name] = json.load(f)
    ids = {name + ".eml": mail.parse(raw[name])["Message-ID"] for name in names}
    delivered = [m for m in read_maildir(maildir) if m[2] not in LATER]
    for name in names:
        mine = [m for m in delivered if mail.parse(m[0])["Message-ID"] == ids[name + ".eml"]]
        found[name] = [f"{len(mine)} were delivered"] if len(mine) != 1 else judge_one(mine[0], raw[name], want[name], ids)
    found["the others"] = [f"to {m[2]} came what nobody sent" for m in delivered if mail.parse(m[0])["Message-ID"] not in ids.values()]
    return found


def judge_one(delivered, raw, want, ids):
    got, sender, reader, received = delivered
    faults = mail.compare(mail.parse(got), want, ids)
    if got != raw:
        at = next((i for i, (a, b) in enumerate(zip(got, raw)) if a != b), min(len(got), len(raw)))
        faults.append(f"octet {at} of {len(raw)}: {got[at:at + 40]!r}, not {raw[at:at + 40]!r}")
    if (sender, reader) != (want["From"]["Address"], want["To"]["Address"]):
        faults.append(f"envelope from {sender!r} to {reader!r}")
    if f" with {'' if reader.isascii() else 'utf8'}esmtpsa " not in received:
        faults.append(f"not one Received header that tells of TLS and a login: {received!r:.200}")
    return faults


def main():
    found = judge(sys.argv[1], sys.argv[2])
    for name, faults in found.items():
        for fault in faults:
            print(f"delivered    {name:10} {fault}")
        print(f"delivered    {name:10} {'WRONG' if faults else 'ok'}")
    if len(found) < 2 or any(found.values()):
        sys.exit("mails were not delivered as they are" if len(found) > 1 else "no mails")


if __name__ == "__main__":
    main()

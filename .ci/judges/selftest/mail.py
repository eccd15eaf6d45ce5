"""mail.py: judges the judge of mails. It must accept mail.eml, which was written by hand like mail.json, as a file and in an mbox,
and must find each wrong one: mail.eml with one fault.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FIRST = b"In-Reply-To: <one@example.org>\r\nReferences: <one@example.org>\r\n"

WRONG = {
    "a-header-came-in": ("Subject: Opening", "Bcc: all@example.org\r\nSubject: Opening"),
    "a-header-twice": ("Subject: Opening", "Subject: x\r\nSubject: Opening"),
    "a-second-reader": ("<kim@example.org>", "<kim@example.org>, all@example.org"),
    "another-reader": ("<kim@example.org>", "<lee@example.org>"),
    "another-name": ("Agenda, office", "Agenda, oficina"),
    "replies-elsewhere": ("help@example.org", "hell@example.org"),
    "another-subject": ("Subject: Opening", "Subject: Closing"),
    "an-hour-off": ("12:00:00 +0000", "13:00:00 +0000"),
    "another-zone": ("12:00:00 +0000", "12:00:00 +0900"),
    "no-language": ("Content-Language: en\r\n", ""),
    "no-thread": ("In-Reply-To: <one@example.org>\r\nReferences: <one@example.org>\r\n", ""),
    "another-thread": ("References: <one@", "References: <three@"),
    "no-unsubscribe": ("List-Unsubscribe: <https://example.org/stop>\r\n", ""),
    "no-post": ("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n", ""),
    "another-charset": ("text/plain; charset=UTF-8", "text/plain; charset=ISO-8859-1"),
    "another-text": ("Caf=C3=A9 at nine", "Caf=C3=A9 at ten"),
    "another-page": ("<p>Caf", "<b>Caf"),
    "not-alternatives": ("multipart/alternative", "multipart/mixed"),
    "calendar-as-text": ("text/calendar; charset", "text/plain; charset"),
    "another-method": ("method=REQUEST", "method=CANCEL"),
    "no-method": ("; method=REQUEST", ""),
    "another-calendar": ("QkVHSU46VkNBTEVOREFS", "QkVHSU46VkNBTEVOREFT"),
    "calendar-cut-off": ("REVFOm1haWx0bzpraW1AZXhhbXBsZS5vcmcNCkVORDpWRVZFTlQNCkVORDpWQ0FMRU5EQVINCg==\r\n", ""),
    "more-before-it": ("base64\r\n\r\n", "base64\r\n\r\nQUJD"),
    "a-disposition": ("method=REQUEST\r\n", "method=REQUEST\r\nContent-Disposition: attachment\r\n"),
    "no-attachment": ('attachment; filename="invite.ics"', 'inline; filename="invite.ics"'),
    "another-file-name": ('filename="invite.ics"', 'filename="invite.exe"'),
    "another-type-of-file": ("application/ics", "application/octet-stream"),
    "a-part-is-missing": ("--=_b--", "--=_c--"),
    "bare-LF": ("nine.\r\n", "nine.\n"),
    "eight-bits": ("Caf=C3=A9 at", "Café at"),
    "a-long-line": ("at nine.", "at nine." + " " * 990),
    "a-separator": ("Caf=C3=A9 at", "From =\r\nCaf=C3=A9 at"),
    "no-end": ("--=_a--\r\n", "--=_a--"),
    "a-long-encoded-word": ("Subject: Opening of the", "Subject: =?UTF-8?Q?Opening_of_the?=" + " " * 60),
}


def read(name):
    with open(os.path.join(HERE, name), "rb") as f:
        return f.read()


def write_folder(folder, mail, box):
    """A mail and the one that it replies to, each with its JSON, and an mbox of both."""
    os.mkdir(folder)
    first = json.loads(read("mail.json")) | {"Replies": ""}
    files = {"first.eml": read("mail.eml").replace(FIRST, b"").replace(b"two@", b"one@"), "second.eml": mail,
             "first.json": json.dumps(first).encode(), "second.json": read("mail.json")}
    files["all.mbox"] = b"".join(b"From agenda@example.org Wed Jul  1 12:00:00 2026\n" + files[n].replace(b"\r\n", b"\n") + b"\n" for n in box)
    for name, content in files.items():
        with open(os.path.join(folder, name), "wb") as f:
            f.write(content)


def verdict(folder):
    """What the judge says of second.eml and of all.mbox."""
    command = [sys.executable, "-B", "-W", "error", os.path.join(HERE, "..", "mail.py"), folder]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    last = {line.split()[1]: line.split()[-1] for line in said.stdout.splitlines()}
    return last.get("first.eml"), last.get("second.eml"), last.get("all.mbox"), said.returncode


def main():
    good, both, wrong = read("mail.eml"), ("first.eml", "second.eml"), []
    with tempfile.TemporaryDirectory() as folder:
        write_folder(os.path.join(folder, "good"), good, both)
        if verdict(os.path.join(folder, "good")) != ("ok", "ok", "ok", 0):
            wrong.append("good")
        for name, box in {"mail-missing": both[:1], "mails-swapped": both[::-1]}.items():
            write_folder(os.path.join(folder, name), good, box)
            if verdict(os.path.join(folder, name)) != ("ok", "ok", "WRONG", 1):
                wrong.append(name)
        for name, (old, new) in WRONG.items():
            if good.count(old.encode()) == 0:
                raise ValueError(f"mail.eml has no {old!r}")
            write_folder(os.path.join(folder, name), good.replace(old.encode(), new.encode(), 1), ())
            if verdict(os.path.join(folder, name))[:2] != ("ok", "WRONG"):
                wrong.append(name)
    print(f"email        mail.eml and {len(WRONG) + 2} wrong ones: {'ok' if not wrong else 'WRONG'}")
    if wrong:
        sys.exit("wrong verdicts: " + ", ".join(wrong))


main()

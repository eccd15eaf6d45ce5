"""delivered.py: judges the judge of delivered mails. It must accept mail.eml and the mail that this replies to as an SMTP server
delivers them, written by hand, and must find each wrong delivery: one fault each.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FIRST = b"In-Reply-To: <one@example.org>\r\nReferences: <one@example.org>\r\n"
RECEIVED = """Received: from [127.0.0.1]
	by mail.example.org with esmtpsa  (TLS1.3) tls TLS_AES_128_GCM_SHA256
	(envelope-from <agenda@example.org>)
	id 1xWUEo-0000uK-2e; Thu, 26 Nov 2026 07:49:50 +0000
"""

# What is wrong in the delivery of the second mail.
WRONG = {
    "another-sender": ("Return-path: <agenda@", "Return-path: <bounce@"),
    "no-sender": ("Return-path: <agenda@example.org>\n", ""),
    "another-reader": ("Envelope-to: kim@", "Envelope-to: lee@"),
    "a-second-reader": ("Envelope-to: kim@example.org\n", "Envelope-to: kim@example.org,\n lee@example.org\n"),
    "in-plaintext": ("with esmtpsa ", "with esmtpa "),
    "no-login": ("with esmtpsa ", "with esmtps "),
    "a-header-came-in": ("Subject: Opening", "Bcc: all@example.org\nSubject: Opening"),
    "a-header-is-gone": ("MIME-Version: 1.0\n", ""),
    "another-order": ("References: <one@example.org>\nContent-Language: en\n", "Content-Language: en\nReferences: <one@example.org>\n"),
    "folded-elsewhere": ("Subject: Opening", "Subject:\n Opening"),
    "another-encoding": ("Caf=C3=A9", "Caf=c3=a9"),
    "another-Message-ID": ("Message-ID: <two@", "Message-ID: <three@"),
    "a-dot-more": ("nine.\n", "nine..\n"),
    "a-line-more": ("nine.\n", "nine.\n\n"),
    "cut-off": ("--=_a--\n", ""),
    "white-space-at-the-end": ("nine.\n", "nine. \n"),
}


def read(name):
    with open(os.path.join(HERE, name), "rb") as f:
        return f.read()


def deliver(mail):
    """A mail as an Exim delivers it into a maildir."""
    return ("Return-path: <agenda@example.org>\nEnvelope-to: kim@example.org\n" + RECEIVED).encode() + mail.replace(b"\r\n", b"\n")


def write_folder(folder, delivered):
    """A folder with what was to be sent, and a maildir."""
    second = read("mail.eml")
    first = json.loads(read("mail.json")) | {"Replies": ""}
    files = {"first.eml": second.replace(FIRST, b"").replace(b"two@", b"one@"), "second.eml": second,
             "first.json": json.dumps(first).encode(), "second.json": read("mail.json")}
    os.makedirs(os.path.join(folder, "new"))
    files |= {f"new/{i}": deliver(files["first.eml"]) if mail == "first" else mail for i, mail in enumerate(delivered)}
    for name, content in files.items():
        with open(os.path.join(folder, name), "wb") as f:
            f.write(content)


def verdict(folder):
    """What the judge says of each mail and of the others."""
    command = [sys.executable, "-B", "-W", "error", os.path.join(HERE, "..", "delivered.py"), folder, os.path.join(folder, "new")]
    said = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    last = [line.split()[-1] for line in said.stdout.splitlines() if line.endswith((" ok", " WRONG"))]
    return last, said.returncode


def cases():
    """Deliveries, and what the judge must say of first, second and the others."""
    good = deliver(read("mail.eml"))
    stranger = good.replace(b"two@", b"three@")
    yield "good", ["first", good], ["ok", "ok", "ok"]
    yield "in-another-order", [good, "first"], ["ok", "ok", "ok"]
    yield "with-the-later-one", ["first", good, stranger.replace(b"Envelope-to: kim@", b"Envelope-to: later@")], ["ok", "ok", "ok"]
    yield "missing", ["first"], ["ok", "WRONG", "ok"]
    yield "twice", ["first", good, good], ["ok", "WRONG", "ok"]
    yield "one-that-nobody-sent", ["first", good, stranger], ["ok", "ok", "WRONG"]
    for name, (old, new) in WRONG.items():
        if good.count(old.encode()) == 0:
            raise ValueError(f"no {old!r} is delivered")
        others = "WRONG" if "Message-ID" in old else "ok"
        yield name, ["first", good.replace(old.encode(), new.encode(), 1)], ["ok", "WRONG", others]


def main():
    wrong, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        for name, delivered, want in cases():
            count += 1
            write_folder(os.path.join(folder, name), delivered)
            got = verdict(os.path.join(folder, name))
            if got != (want, 1 if "WRONG" in want else 0):
                wrong.append(f"{name} {got}")
    print(f"delivered    {count} deliveries: {'ok' if not wrong else 'WRONG'}")
    if wrong:
        sys.exit("wrong verdicts: " + ", ".join(wrong))


main()

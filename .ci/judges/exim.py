"""exim.py SENDER FOLDER: lets SENDER send its mails to an Exim of Debian, and judges what that delivered with delivered.py.

SENDER is the program of mail/, FOLDER what it wrote. The server listens on loopback, with STARTTLS and a login, without which it
takes nothing; it does not know nobody@example.org, and has no time for later@example.org as long as a file says so. It keeps
everything in a temporary folder. It must be started as root, and becomes the user of Debian's Exim.
"""
import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import delivered

USER = "Debian-exim"

CONFIG = """\
primary_hostname = mail.example.org
spool_directory = {base}/spool
log_file_path = {base}/%slog
pid_file_path = {base}/pid
local_interfaces = 127.0.0.1
keep_environment =
deliver_drop_privilege = true
tls_advertise_hosts = *
tls_certificate = {base}/certificate.pem
tls_privatekey = {base}/key.pem
acl_smtp_mail = mail
acl_smtp_rcpt = rcpt
acl_smtp_data = data
domainlist ours = example.org : sub.example.org
begin acl
mail:
  deny message = TLS first
    !encrypted = *
  deny message = login first
    !authenticated = *
  accept
rcpt:
  deny message = nobody of this name
    local_parts = nobody
  defer message = not now
    local_parts = later
    condition = ${{if exists{{{base}/busy}}}}
  accept domains = +ours
  deny message = not our domain
data:
  deny message = a header is wrong
    !verify = header_syntax
  accept
begin routers
all:
  driver = accept
  transport = maildir
begin transports
maildir:
  driver = appendfile
  maildir_format
  directory = {base}/maildir
  create_directory
  user = {user}
  return_path_add
  envelope_to_add
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${{if and{{{{eq{{$auth2}}{{agenda}}}}{{eq{{$auth3}}{{secret}}}}}}}}
  server_set_id = $auth2
  server_advertise_condition = ${{if def:tls_in_cipher}}
"""


class Server:
    def __init__(self, base, port):
        self.base, self.address = base, f"127.0.0.1:{port}"
        self.new = os.path.join(base, "maildir", "new")

    def busy(self, is_busy):
        """Whether later@example.org gets no mail."""
        name = os.path.join(self.base, "busy")
        if is_busy:
            with open(name, "wb"):
                pass
        else:
            os.remove(name)

    def wait_for(self, count):
        """Until so many mails are delivered, or none comes any more."""
        for _ in range(300):
            if os.path.isdir(self.new) and len(os.listdir(self.new)) >= count:
                return
            time.sleep(0.1)


def log_of(base):
    """What the server says of itself."""
    said = ""
    for name in ("mainlog", "paniclog", "rejectlog"):
        path = os.path.join(base, name)
        if os.path.exists(path):
            with open(path, encoding="utf-8", errors="replace") as f:
                said += f.read()
    return said


@contextlib.contextmanager
def server():
    """A server that runs until the end."""
    with tempfile.TemporaryDirectory() as base, socket.create_server(("127.0.0.1", 0)) as s:
        port = s.getsockname()[1]
        s.close()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail.example.org",
                        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", base + "/key.pem", "-out", base + "/certificate.pem"],
                       check=True, capture_output=True, timeout=60)
        with open(base + "/exim.conf", "w", encoding="ascii") as f:
            f.write(CONFIG.format(base=base, user=USER))
        os.chmod(base, 0o755)
        for path in (base, base + "/key.pem"):
            shutil.chown(path, USER, pwd.getpwnam(USER).pw_gid)
        os.chown(base + "/exim.conf", 0, 0)
        with subprocess.Popen(["/usr/sbin/exim4", "-C", base + "/exim.conf", "-bdf", "-oX", str(port)], stderr=subprocess.PIPE) as exim:
            try:
                wait_for_port(port, exim)
                yield Server(base, port)
            except BaseException:
                print(log_of(base))
                raise
            finally:
                exim.terminate()


def wait_for_port(port, exim):
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5) as s:
            s.recv(100)
            return
        if exim.poll() is not None:
            raise RuntimeError(f"exim4 ended with {exim.returncode}: {exim.stderr.read().decode()}")
        time.sleep(0.1)
    raise TimeoutError("exim4 does not listen")


def send(sender, box, at, password="secret"):
    """One run of the sender: how many mails are in each state, what it said, and its exit code."""
    command = [sender, box, at.address, os.path.join(at.base, "certificate.pem"), password]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    states = [line.split("\t")[0] for line in ran.stdout.splitlines()]
    return {s: states.count(s) for s in sorted(set(states))}, ran.stdout + ran.stderr, ran.returncode


def runs(sender, count):
    """The runs of the sender, in order: name, password, whether the server is busy, and what must come out."""
    return [
        ("a wrong password", "wrong", True, ({"waiting": count + 2}, 1), "535 Incorrect authentication data"),
        ("the first run", "secret", True, ({"accepted": count, "refused": 1, "waiting": 1}, 0), "451 not now"),
        ("the second run", "secret", False, ({"accepted": count + 1, "refused": 1}, 0), "550 nobody of this name"),
        ("the third run", "secret", False, ({"accepted": count + 1, "refused": 1}, 0), "250 OK id="),
    ]


def main():
    sender, folder = os.path.abspath(sys.argv[1]), sys.argv[2]
    count = sum(n.endswith(".eml") for n in os.listdir(folder))
    with server() as at, tempfile.TemporaryDirectory() as box:
        at.busy(True)
        for name, password, busy, want, words in runs(sender, count):
            if not busy and os.path.exists(os.path.join(at.base, "busy")):
                at.busy(False)
            states, said, code = send(sender, os.path.join(box, "outbox"), at, password)
            print(f"exim         {name}: {states}, exit {code}")
            if (states, code) != want or words not in said:
                raise RuntimeError(f"{name}: expected {want} and {words!r}: {said}")
        at.wait_for(count + 1)
        time.sleep(1)  # what comes twice comes now
        there = len(os.listdir(at.new))
        if there != count + 1:
            raise RuntimeError(f"{there} mails were delivered, expected {count + 1}")
        sys.argv[1:] = [folder, at.new]
        delivered.main()


if __name__ == "__main__":
    main()

"""A Cyrus server for one judge: mails come in by LMTP over a socket, each is processed by its Sieve, calendars are read by CalDAV.

It keeps everything in a temporary folder and listens on the loopback only. It must be started as root, and becomes the user cyrus.
"""
import base64
import contextlib
import http.client
import os
import shutil
import smtplib
import socket
import socketserver
import subprocess
import tempfile
import threading
import time
import xml.etree.ElementTree

PASSWORD = "secret"
DAV, CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"

IMAPD = """\
configdirectory: {base}/conf
partition-default: {base}/spool
defaultpartition: default
servername: localhost
allowplaintext: yes
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: {base}/passwords
sasl_mech_list: PLAIN
httpmodules: caldav
calendar_user_address_set: {domains}
caldav_create_attach: no
caldav_historical_age: -1
autocreate_quota: 0
autocreate_post: yes
sievedir: {base}/sieve
autocreate_sieve_script: {base}/default.sieve
sieve_extensions: vnd.cyrus.imip variables reject
duplicatesuppression: no
unixhierarchysep: yes
lmtpsocket: {base}/lmtp
smtp_backend: host
smtp_host: 127.0.0.1:{smtp}/noauth/notls
"""

SERVICES = """\
START {{ recover cmd="/usr/lib/cyrus/bin/ctl_cyrusdb -C {base}/imapd.conf -r" }}
SERVICES {{
  http cmd="/usr/lib/cyrus/bin/httpd -C {base}/imapd.conf" listen="127.0.0.1:{port}" prefork=1
  lmtp cmd="/usr/lib/cyrus/bin/lmtpd -C {base}/imapd.conf -a" listen="{base}/lmtp" prefork=1
}}
EVENTS {{ }}
"""

# What has become of an invitation is told in the refusal of its mail: added, updated, no_action or an error.
SIEVE = """\
require ["vnd.cyrus.imip", "variables", "reject"];
if header :contains "Content-Type" "multipart" {
  processimip :outcome "outcome" :errstr "error";
  reject "${outcome} ${error}";
}
"""

QUERY = """<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:prop><C:calendar-data>{expand}</C:calendar-data></D:prop>
<C:filter><C:comp-filter name="VCALENDAR"/></C:filter></C:calendar-query>"""

EXPAND = '<C:expand start="20200101T000000Z" end="20300101T000000Z"/>'


class Sink(socketserver.ThreadingTCPServer):
    """An SMTP server (RFC 5321) that keeps the mails which Cyrus sends, such as answers to organizers elsewhere."""

    daemon_threads = True

    def __init__(self):
        self.mails = []
        super().__init__(("127.0.0.1", 0), Session)
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.say(220)
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say(354)
                self.server.mails.append(self.data())
            self.say(221 if verb == b"QUIT" else 250)

    def say(self, code):
        self.wfile.write(b"%d localhost\r\n" % code)

    def data(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b".") else line for line in lines)


class Server:
    def __init__(self, base, port, sent):
        self.base, self.port, self.sent, self.users = base, port, sent, set()

    def add(self, user):
        """A user with an empty calendar."""
        if user not in self.users:
            command = ["saslpasswd2", "-p", "-c", "-f", self.base + "/passwords", "-u", "localhost", user]
            subprocess.run(command, input=PASSWORD.encode(), check=True, timeout=30)
            shutil.chown(self.base + "/passwords", "cyrus", "mail")
            with self.lmtp() as lmtp:
                lmtp.sendmail("judge@localhost", [user], b"Subject: makes the mailbox\r\n\r\n")
            self.users.add(user)
            self.request(user, "PROPFIND", f"/dav/calendars/user/{user}/")  # makes the calendars
        for path in self.calendar(user):
            self.request(user, "DELETE", path)
        self.sent.clear()  # what was deleted is declined

    def lmtp(self):
        return smtplib.LMTP(self.base + "/lmtp")

    def deliver(self, user, mail):
        """What the server says has become of a mail."""
        with self.lmtp() as lmtp:
            try:
                lmtp.sendmail("judge@localhost", [user], mail)
            except smtplib.SMTPDataError as error:
                return error.smtp_error.decode().removeprefix("5.7.1 ").strip()
        return "not processed"

    def request(self, user, method, path, body="", kind="application/xml"):
        credentials = base64.b64encode(f"{user}:{PASSWORD}".encode()).decode()
        headers = {"Authorization": "Basic " + credentials, "Content-Type": kind + "; charset=utf-8", "Depth": "1"}
        with contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as connection:
            connection.request(method, path, body.encode(), headers)
            response = connection.getresponse()
            text = response.read()
        if response.status >= 300:
            raise RuntimeError(f"{method} {path}: {response.status} {text!r:.300}")
        return text

    def calendar(self, user, expand=""):
        """The resources of the calendar: path → text. With EXPAND, series are their occurrences."""
        query = QUERY.format(expand=expand)
        answer = xml.etree.ElementTree.fromstring(self.request(user, "REPORT", f"/dav/calendars/user/{user}/Default/", query))
        return {r.find(DAV + "href").text: r.find(f".//{CALDAV}calendar-data").text for r in answer.iter(DAV + "response")}


def free_port():
    with contextlib.closing(socket.socket()) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def write_files(base, ports, domains):
    for folder in ("conf", "conf/socket", "spool"):
        os.mkdir(os.path.join(base, folder))
    texts = {"imapd.conf": IMAPD.format(base=base, domains=" ".join(domains), **ports),
             "cyrus.conf": SERVICES.format(base=base, **ports), "default.sieve": SIEVE}
    for name, text in texts.items():
        with open(os.path.join(base, name), "w", encoding="utf-8") as f:
            f.write(text)
    for folder, _, files in os.walk(base):
        for path in [folder, *(os.path.join(folder, name) for name in files)]:
            shutil.chown(path, "cyrus", "mail")


def wait_for(process, path, seconds=30):
    for _ in range(seconds * 20):
        if os.path.exists(path):
            return
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise RuntimeError(f"Cyrus made no {path}")


@contextlib.contextmanager
def cyrus(domains):
    """A running Server for the addresses of some domains; at the end its processes are gone."""
    with Sink() as sink, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as base:
        port = free_port()
        write_files(base, {"port": port, "smtp": sink.server_address[1]}, domains)
        command = ["/usr/sbin/cyrmaster", "-D", "-C", base + "/imapd.conf", "-M", base + "/cyrus.conf", "-p", base + "/pid"]
        with open(base + "/log", "wb") as log:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/")
        try:
            wait_for(process, base + "/lmtp")
            yield Server(base, port, sink.mails)
        finally:
            process.terminate()
            process.wait(30)
            sink.shutdown()

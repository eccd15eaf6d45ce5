"""A headless Thunderbird with a new profile, told what to do through the Marionette protocol on a loopback port.

The protocol is text over TCP: length, colon, JSON; a command is [0, id, name, parameters], its answer [1, id, error, result].
"""
import contextlib
import json
import os
import socket
import subprocess
import tempfile
import time

PREFERENCES = {
    "marionette.port": 0,  # any free one; it is written to MarionetteActivePort in the profile
    "app.update.enabled": False,
    "calendar.timezone.local": "UTC",
    "calendar.timezone.useSystemTimezone": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "network.online": False,
}


class Client:
    """One connection to a running Thunderbird."""

    def __init__(self, port, timeout):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=timeout)
        self.stream = self.socket.makefile("rwb")
        self.receive()  # the greeting
        self.number = 0

    def close(self):
        self.stream.close()
        self.socket.close()

    def receive(self):
        size = b""
        while (octet := self.stream.read(1)) != b":":
            if not octet:
                raise ConnectionError("Thunderbird closed the connection")
            size += octet
        return json.loads(self.stream.read(int(size)))

    def call(self, name, **parameters):
        self.number += 1
        message = json.dumps([0, self.number, name, parameters]).encode()
        self.stream.write(b"%d:%s" % (len(message), message))
        self.stream.flush()
        _, _, error, result = self.receive()
        if error:
            raise RuntimeError(f"{name}: {error.get('error')}: {error.get('message')}\n{error.get('stacktrace')}")
        return result

    def script(self, text, *args):
        """Runs the body of a function with Thunderbird's own rights; a promise that it returns is waited for."""
        return self.call("WebDriver:ExecuteScript", script=text, args=list(args), newSandbox=True)["value"]


def write_preferences(profile):
    with open(os.path.join(profile, "user.js"), "w", encoding="utf-8") as f:
        f.writelines(f"user_pref({json.dumps(k)}, {json.dumps(v)});\n" for k, v in PREFERENCES.items())


def wait_for_port(process, profile, seconds):
    path = os.path.join(profile, "MarionetteActivePort")
    for _ in range(seconds * 10):
        if process.poll() is not None:
            raise RuntimeError(f"Thunderbird ended with {process.returncode}")
        with contextlib.suppress(OSError, ValueError), open(path, encoding="ascii") as f:
            return int(f.read())
        time.sleep(0.1)
    raise TimeoutError(f"Thunderbird opened no port in {seconds} s")


def command(home, profile):
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": home, "MOZ_HEADLESS": "1"}
    args = ["thunderbird", "--headless", "--marionette", "--remote-allow-system-access", "--no-remote", "--profile", profile]
    return args, env


@contextlib.contextmanager
def thunderbird(seconds=120):
    """A connected Client with the rights of Thunderbird's own scripts; at the end the process is gone."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        profile = os.path.join(home, "profile")
        os.mkdir(profile)
        write_preferences(profile)
        args, env = command(home, profile)
        with open(os.path.join(home, "log"), "wb") as log:
            process = subprocess.Popen(args, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            with contextlib.closing(Client(wait_for_port(process, profile, seconds), seconds)) as client:
                client.call("WebDriver:NewSession")
                client.call("Marionette:SetContext", value="chrome")
                yield client
        finally:
            process.terminate()
            process.wait(30)

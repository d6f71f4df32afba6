"""Waits until every test server answers as its users would ask it, and makes the S3 bucket.

Usage: ready.py LOG_FOLDER NAME=PID... with the VIVAVOCE_TEST_ variables set. When one stops or stays silent, the end of
its log, LOG_FOLDER/NAME.log, is shown and the exit code is 1.
"""

import datetime
import hashlib
import hmac
import os
import pathlib
import signal
import smtplib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

PATIENCE = 60.0  # seconds for all of them together
PAUSE = 0.05


def env(name):
    return os.environ["VIVAVOCE_TEST_" + name]


def refuse(what):
    raise ConnectionError(what)


def postgres():
    # The log says when it listens; psql before that would only cost time.
    url = urllib.parse.urlsplit(env("POSTGRES"))
    socket.create_connection((url.hostname, url.port), 1).close()
    psql = [env("PG_BIN") + "/psql", "--no-psqlrc", "--quiet", "--command", "select 1", env("POSTGRES")]
    done = subprocess.run(psql, capture_output=True, text=True, timeout=10, check=False)
    if done.returncode:
        refuse(done.stderr.strip())


def nats():
    url = urllib.parse.urlsplit(env("NATS"))
    with socket.create_connection((url.hostname, url.port), 1) as connection:
        stream = connection.makefile("rwb", 0)
        info = stream.readline()
        stream.write(b'CONNECT {"verbose":false}\r\nPING\r\n')
        if b'"jetstream":true' not in info or stream.readline() != b"PONG\r\n":
            refuse("no JetStream")


def redis():
    url = urllib.parse.urlsplit(env("REDIS"))
    with socket.create_connection((url.hostname, url.port), 1) as connection:
        stream = connection.makefile("rwb", 0)
        stream.write(f"AUTH {url.password}\r\nPING\r\n".encode())
        answers = stream.readline() + stream.readline()
        if answers != b"+OK\r\n+PONG\r\n":
            refuse(answers.decode())


def mail():
    host, port = env("SMTP").split(":")
    with smtplib.SMTP(host, int(port), timeout=5) as smtp:
        smtp.noop()
    with urllib.request.urlopen(env("MAIL_API") + "/email", timeout=5) as answer:
        if answer.read().strip() != b"[]":
            refuse("the mailbox is not empty")


def s3():
    """A bucket and one object there and back: SeaweedFS takes a bucket before it has room for objects."""
    bucket = "/" + env("S3_BUCKET")
    try:
        s3_call("PUT", bucket)
    except urllib.error.HTTPError as error:
        if error.code != 409:  # made on an earlier try
            raise
    s3_call("PUT", bucket + "/ready", b"ready")
    if s3_call("GET", bucket + "/ready") != b"ready":
        refuse("an object came back changed")
    s3_call("DELETE", bucket + "/ready")


def s3_call(method, path, body=b""):
    """One request with AWS Signature Version 4; the answer's body."""
    endpoint = env("S3")
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y%m%dT%H%M%SZ")
    scope = f"{now[:8]}/us-east-1/s3/aws4_request"
    headers = {
        "host": urllib.parse.urlsplit(endpoint).netloc,
        "x-amz-content-sha256": hashlib.sha256(body).hexdigest(),
        "x-amz-date": now,
    }
    names = ";".join(headers)
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    canonical = f"{method}\n{path}\n\n{lines}\n{names}\n{headers['x-amz-content-sha256']}"
    to_sign = f"AWS4-HMAC-SHA256\n{now}\n{scope}\n{hashlib.sha256(canonical.encode()).hexdigest()}"
    key = ("AWS4" + env("S3_SECRET")).encode()
    for part in [*scope.split("/"), to_sign]:
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    headers["authorization"] = (
        f"AWS4-HMAC-SHA256 Credential={env('S3_KEY')}/{scope}, SignedHeaders={names}, Signature={key.hex()}"
    )
    data = body if method == "PUT" else None
    request = urllib.request.Request(endpoint + path, data=data, headers=headers, method=method)
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read()


def runs(pid):
    try:
        state = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_for(name, pid, deadline):
    """None when the server answers, else what is wrong."""
    while True:
        alive = runs(pid)
        try:
            CHECKS[name]()
            return None
        except (OSError, smtplib.SMTPException, subprocess.TimeoutExpired) as error:
            if not alive:
                return "stopped"
            if time.monotonic() > deadline:
                return f"did not answer within {PATIENCE:.0f} s ({error})"
        time.sleep(PAUSE)


CHECKS = {"postgres": postgres, "nats": nats, "redis": redis, "mail": mail, "s3": s3}


def main():
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    logs, *servers = sys.argv[1:]
    deadline = time.monotonic() + PATIENCE
    for name, pid in (server.split("=") for server in servers):
        trouble = wait_for(name, int(pid), deadline)
        if trouble:
            log = pathlib.Path(logs, name + ".log").read_text(errors="replace").splitlines()
            sys.exit("\n".join([f"The test server {name} {trouble}. The end of its log:", *log[-30:]]))


main()

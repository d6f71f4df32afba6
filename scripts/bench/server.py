"""The server under load (see server.sh). Prints one table; every figure is of this run."""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
SPEECH = ROOT / "fixtures/learners/audio/096070024.flac"
LONGER = ROOT / "samples/learner.flac"
EMAIL, PASSWORD = "bench@example.org", "a password for benchmarks"
ORGS, RECORDINGS, LISTENERS = 20, 10, 500


class Server:
    """A `viva serve` in a folder of its own, limits out of the way: the load comes from one address."""

    def __init__(self, folder):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("VIVAVOCE_") or k == "VIVAVOCE_MODELS"}
        many = "10000000"
        environment |= {
            "VIVAVOCE_MODELS__WHISPER": "tiny",
            "VIVAVOCE_LIMITS__REQUESTS_PER_ADDRESS": many,
            "VIVAVOCE_LIMITS__REQUESTS_PER_ACCOUNT": many,
            "VIVAVOCE_LIMITS__REQUESTS_PER_ORG": many,
            "VIVAVOCE_LIMITS__LISTENERS_PER_ACCOUNT": "1000",
            "VIVAVOCE_LIMITS__QUEUED_SESSIONS_PER_ORG": "1000",
            "VIVAVOCE_LIMITS__UPLOADS_PER_ORG": "100",
        }
        if os.environ.get("ENGINE") == "postgres":
            environment |= postgres()
        self.log = open(pathlib.Path(folder) / "log", "w")
        command = [str(ROOT / "target/release/viva"), "serve", "--addr", "127.0.0.1:0", "--data", folder + "/data"]
        self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=self.log, text=True)
        began = time.monotonic()
        self.base = self.process.stdout.readline().strip().removeprefix("Vivavoce is at ")
        self.started = time.monotonic() - began
        if not self.base.startswith("http"):
            sys.exit(f"the server did not start; see {self.log.name}")
        self.token = None
        setup = next(re.search(r"/setup#(?:token=)?(\S+)", line) for line in self.process.stdout if "/setup#" in line)
        owner = {"token": setup[1], "email": EMAIL, "name": "Bench", "password": PASSWORD, "org": "Org 0"}
        self.token = self.ask("POST", "/v1/auth/setup", owner)["access_token"]

    def ask(self, method, path, body=None, org=None, raw=None, kind="application/json"):
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= {"Vivavoce-Org": org} if org else {}
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else None
        headers |= {"Content-Type": kind} if data is not None else {}
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            sys.exit(f"{method} {path}: {error.code} {error.read().decode()}")

    def session(self, recording, org=None):
        made = self.ask("POST", "/v1/sessions", {"kind": "talk", "title": "bench", "language": "en"}, org)
        self.ask("PUT", f"/v1/sessions/{made['id']}/media", org=org, raw=recording.read_bytes(), kind="audio/flac")
        return made["id"]

    def process_session(self, session, org=None):
        self.ask("POST", f"/v1/sessions/{session}/process", {}, org)

    def wait(self, session, org=None):
        while True:
            found = self.ask("GET", f"/v1/sessions/{session}", org=org)
            if found["state"] == "failed":
                sys.exit(f"a session failed: {found['failure']}")
            if found["state"] == "done":
                return found
            time.sleep(0.2)

    def stop(self):
        self.process.terminate()
        self.process.wait(60)


def postgres():
    """The servers of scripts/servers/with.sh, and a database of this run."""
    get = lambda name: os.environ[f"VIVAVOCE_TEST_{name}"]
    name = f"bench_{os.getpid()}"
    psql = pathlib.Path(get("PG_BIN")) / "psql"
    subprocess.run([psql, "-qc", f"CREATE DATABASE {name}", get("POSTGRES")], check=True)
    return {
        "VIVAVOCE_DATABASE__URL": get("POSTGRES").rsplit("/", 1)[0] + "/" + name,
        "VIVAVOCE_BLOBS__KIND": "s3",
        "VIVAVOCE_BLOBS__ENDPOINT": get("S3"),
        "VIVAVOCE_BLOBS__ALLOW_HTTP": "true",
        "VIVAVOCE_BLOBS__BUCKET": get("S3_BUCKET"),
        "VIVAVOCE_BLOBS__ACCESS_KEY": get("S3_KEY"),
        "VIVAVOCE_BLOBS__SECRET_KEY": get("S3_SECRET"),
        "VIVAVOCE_BUS__URL": get("NATS"),
        "VIVAVOCE_BUS__PREFIX": name + ".",
        "VIVAVOCE_CACHE__URL": get("REDIS"),
    }


def k6(server, folder, part, session, **more):
    """Runs one part of server.k6.js and gives its summary."""
    out = f"{folder}/{part}.json"
    environment = os.environ | {
        "BASE": server.base, "TOKEN": server.token, "SESSION": session, "PART": part, "EMAIL": EMAIL, "PASSWORD": PASSWORD,
        "RECORDING": str(LONGER), "AFTER": "0",
    } | more
    command = [os.environ["VIVAVOCE_TEST_K6"], "run", "--quiet", "--no-usage-report", "--summary-export", out]
    done = subprocess.run([*command, str(ROOT / "scripts/bench/server.k6.js")], env=environment, capture_output=True, text=True)
    if not pathlib.Path(out).exists():
        sys.exit(f"k6 failed:\n{done.stderr[-2000:]}")
    return json.loads(pathlib.Path(out).read_text())["metrics"]


def show(name, metrics, wanted=None):
    values = metrics.get(f"http_req_duration{{scenario:{name}}}")
    if values:
        aim = f"{wanted}/s" if wanted else ""
        print(f"  {name:<10} {aim:>6}  median {values['med']:7.1f} ms  p95 {values['p(95)']:7.1f} ms  p99 {values['p(99)']:7.1f} ms")


def failures(metrics):
    checks = metrics.get("checks", {})
    print(f"  answers as they should be: {checks.get('passes', 0)}, others: {checks.get('fails', 0)}")


def load(server, folder):
    session = server.session(LONGER)
    server.process_session(session)
    server.wait(session)
    for _ in range(30):
        server.ask("POST", "/v1/sessions", {"kind": "talk", "title": "for the list"})
    print("reads, 550 a second in all, nothing else going on")
    reads = k6(server, folder, "reads", session)
    for name, wanted in ("floor", 50), ("list", 200), ("get", 200), ("metrics", 100):
        show(name, reads, wanted)
    failures(reads)
    print("the same reads while the workers hear recordings on the same two cores")
    stop = threading.Event()
    busy = threading.Thread(target=keep_busy, args=(server, stop))
    busy.start()
    reads = k6(server, folder, "reads", session)
    stop.set()
    busy.join()
    for name, wanted in ("floor", 50), ("list", 200), ("get", 200), ("metrics", 100):
        show(name, reads, wanted)
    failures(reads)
    print("sign-ins and uploads")
    writes = k6(server, folder, "writes", session)
    show("signin", writes)
    show("upload", writes, 5)
    failures(writes)


def keep_busy(server, stop):
    while not stop.is_set():
        session = server.session(LONGER)
        server.process_session(session)
        server.wait(session)


def sockets(server, folder):
    session = server.session(LONGER)
    starter = threading.Timer(20, server.process_session, [session])
    starter.start()
    metrics = k6(server, folder, "sockets", session)
    values, count = metrics["delivery"], metrics["delivered"]["count"]
    print(f"{LISTENERS} sockets on one session, {int(count)} events delivered")
    print(f"  after the commit: median {values['med']:.0f} ms  p95 {values['p(95)']:.0f} ms  max {values['max']:.0f} ms")


def fairness(server):
    """Ten recordings queued by each of 20 orgs, org after org, all before the first is done."""
    orgs = [server.ask("POST", "/v1/orgs", {"name": f"Org {n}"})["id"] for n in range(1, ORGS + 1)]
    waiting = {}
    for org in orgs:
        for _ in range(RECORDINGS):
            waiting[server.session(SPEECH, org)] = org
    began = time.monotonic()
    for session, org in waiting.items():
        server.process_session(session, org)
    queued = time.monotonic() - began
    first, done = {}, {org: 0 for org in orgs}
    halfway = None
    while waiting:
        for session, org in list(waiting.items()):
            found = server.ask("GET", f"/v1/sessions/{session}", org=org)
            if found["state"] in ("done", "failed"):
                del waiting[session]
                done[org] += 1
                first.setdefault(org, time.monotonic() - began)
        if halfway is None and sum(done.values()) >= ORGS * RECORDINGS / 2:
            counts = list(done.values())
            halfway = sum(counts) ** 2 / (len(counts) * sum(count * count for count in counts)), min(counts), max(counts)
        time.sleep(0.5)
    whole = time.monotonic() - began
    times = sorted(first.values())
    print(f"{ORGS} orgs with {RECORDINGS} recordings each (queued within {queued:.1f} s)")
    print(f"  an org's first result: median {times[len(times) // 2]:.1f} s, last org {times[-1]:.1f} s; all {whole:.1f} s")
    print(f"  halfway, Jain's index {halfway[0]:.3f}; the orgs had {halfway[1]} to {halfway[2]} results")


def main():
    parts = sys.argv[1:] or ["load", "sockets", "fairness"]
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder)
        print(f"engine {os.environ.get('ENGINE', 'sqlite')}; serving after {server.started:.2f} s")
        try:
            if "load" in parts:
                load(server, folder)
            if "sockets" in parts:
                sockets(server, folder)
            if "fairness" in parts:
                fairness(server)
        finally:
            server.stop()


main()

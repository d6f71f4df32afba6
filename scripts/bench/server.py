"""The server under load (see server.sh). Prints one table; every figure is of this run."""

import datetime
import json
import os
import pathlib
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
ENGINE = os.environ.get("ENGINE", "sqlite")
ORGS = 20
SECONDS = int(os.environ.get("BENCH_SECONDS", "30"))
LISTENERS = int(os.environ.get("BENCH_LISTENERS", "500"))
RECORDINGS = int(os.environ.get("BENCH_RECORDINGS", "10"))
READS = {"floor": 50, "list": 200, "get": 200, "metrics": 100}  # a second

# What a deployment would set otherwise, and why it is set so here: all of the load comes from one account and one address.
# How often somebody may try to sign in cannot be set, so those requests say (as a proxy would) that each is from elsewhere.
SETTINGS = {
    "MODELS__WHISPER": "tiny",
    "LIMITS__REQUESTS_PER_ADDRESS": "10000000",
    "LIMITS__REQUESTS_PER_ACCOUNT": "10000000",
    "LIMITS__REQUESTS_PER_ORG": "10000000",
    "LIMITS__LISTENERS_PER_ACCOUNT": "1000",
    "LIMITS__QUEUED_SESSIONS_PER_ORG": "1000",
    "LIMITS__UPLOADS_PER_ORG": "100",
    "SERVER__TRUSTED_PROXIES": "1",
    "ACCOUNTS__REGISTRATION": "open",  # else orgs are made with a second factor
    "ACCOUNTS__ACCESS_TOKEN_MINUTES": "60",
}


class Failed(Exception):
    """The benchmark cannot go on; says why."""


class Server:
    """A `viva serve` in a folder of its own."""

    def __init__(self, folder):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("VIVAVOCE_")}
        settings = SETTINGS | (postgres() if ENGINE == "postgres" else {})
        environment |= {f"VIVAVOCE_{name}": value for name, value in settings.items()}
        self.log = pathlib.Path(folder) / "log"
        command = [str(ROOT / "target/release/viva"), "serve", "--addr", "127.0.0.1:0", "--data", folder + "/data"]
        began = time.monotonic()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        greeting = self.process.stdout.readline().strip()
        self.started = time.monotonic() - began
        self.base = greeting.removeprefix("Vivavoce is at ")
        self.token = None
        if not self.base.startswith("http"):
            raise Failed("the server did not start")
        link = next(line.strip() for line in self.process.stdout if "/setup#" in line)
        owner = {"token": link.split("#", 1)[1], "email": EMAIL, "name": "Bench", "password": PASSWORD, "org": "Org 0"}
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
            raise Failed(f"{method} {path}: {error.code} {error.read().decode()}") from error

    def session(self, recording, org=None):
        made = self.ask("POST", "/v1/sessions", {"kind": "talk", "title": "bench", "language": "en"}, org)
        self.ask("PUT", f"/v1/sessions/{made['id']}/media", org=org, raw=recording.read_bytes(), kind="audio/flac")
        return made["id"]

    def begin(self, session, org=None):
        self.ask("POST", f"/v1/sessions/{session}/process", org=org)

    def wait(self, session):
        while True:
            found = self.ask("GET", f"/v1/sessions/{session}")
            if found["state"] == "failed":
                raise Failed(f"a session failed: {found['failure']}")
            if found["state"] == "done":
                return found
            time.sleep(0.2)

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failed("the server did not stop within a minute") from None


def postgres():
    """The servers of scripts/servers/with.sh, and a database of this run."""

    def get(name):
        return os.environ[f"VIVAVOCE_TEST_{name}"]

    name = f"bench_{os.getpid()}"
    psql = pathlib.Path(get("PG_BIN")) / "psql"
    subprocess.run([psql, "--quiet", "--no-psqlrc", "--command", f"CREATE DATABASE {name}", get("POSTGRES")], check=True)
    return {
        "DATABASE__URL": get("POSTGRES").rsplit("/", 1)[0] + "/" + name,
        "BLOBS__KIND": "s3",
        "BLOBS__ENDPOINT": get("S3"),
        "BLOBS__ALLOW_HTTP": "true",
        "BLOBS__BUCKET": get("S3_BUCKET"),
        "BLOBS__ACCESS_KEY": get("S3_KEY"),
        "BLOBS__SECRET_KEY": get("S3_SECRET"),
        "BUS__URL": get("NATS"),
        "BUS__PREFIX": name + ".",
        "CACHE__URL": get("REDIS"),
    }


class Load:
    """What k6 did in one part of server.k6.js."""

    wrong = 0  # answers that were not as they should be, over all parts

    def __init__(self, server, folder, part, **more):
        out = pathlib.Path(folder, part + ".json")
        out.unlink(missing_ok=True)
        environment = os.environ | {
            "BASE": server.base, "TOKEN": server.token, "PART": part, "EMAIL": EMAIL, "PASSWORD": PASSWORD,
            "RECORDING": str(LONGER), "SECONDS": str(SECONDS), "LISTENERS": str(LISTENERS),
        } | more
        command = [os.environ["VIVAVOCE_TEST_K6"], "run", "--quiet", "--no-usage-report", "--summary-export", str(out)]
        script = str(ROOT / "scripts/bench/server.k6.js")
        done = subprocess.run([*command, script], env=environment, capture_output=True, text=True, check=False)
        if done.returncode or not out.exists():
            raise Failed(f"k6 failed:\n{done.stderr[-2000:]}")
        self.metrics = json.loads(out.read_text())["metrics"]

    def show(self, name, wanted):
        values = self.metrics[f"http_req_duration{{scenario:{name}}}"]
        times = "  ".join(f"{key} {values[value]:7.1f} ms" for key, value in TIMES.items())
        print(f"  {name:<10} {wanted:>4}/s  {times}", flush=True)

    def count(self, name):
        return int(self.metrics.get(name, {}).get("count", 0))

    def verdict(self):
        checks = self.metrics.get("checks", {"passes": 0, "fails": 0})
        late = self.count("dropped_iterations")
        print(f"  answers as they should be: {checks['passes']}, others: {checks['fails']}, not sent for lack of time: {late}")
        Load.wrong += checks["fails"]


TIMES = {"median": "med", "p95": "p(95)", "p99": "p(99)"}


def load(server, folder):
    session = server.session(LONGER)
    server.begin(session)
    server.wait(session)
    for _ in range(30):
        server.ask("POST", "/v1/sessions", {"kind": "talk", "title": "for the list"})
    print(f"reads, {sum(READS.values())} a second in all, nothing else going on")
    reads(server, folder, session)
    print("the same reads while the workers hear recordings on the same cores")
    busy = Busy(server)
    busy.start()
    reads(server, folder, session)
    busy.end()
    print(f"  meanwhile {busy.heard} recordings of 83 s were heard")
    print("sign-ins (each a password hashed) and uploads of 1.4 MB")
    writes = Load(server, folder, "writes", SESSION=session)
    writes.show("signin", 5)
    writes.show("upload", 5)
    writes.verdict()


def reads(server, folder, session):
    done = Load(server, folder, "reads", SESSION=session)
    for name, wanted in READS.items():
        done.show(name, wanted)
    done.verdict()


class Busy(threading.Thread):
    """Keeps the workers at work: one recording after the other."""

    def __init__(self, server):
        super().__init__()
        self.server, self.enough, self.heard, self.trouble = server, threading.Event(), 0, None

    def run(self):
        try:
            while not self.enough.is_set():
                session = self.server.session(LONGER)
                self.server.begin(session)
                self.server.wait(session)
                self.heard += 1
        except (Failed, OSError) as trouble:
            self.trouble = trouble

    def end(self):
        self.enough.set()
        self.join()
        if self.trouble:
            raise Failed(str(self.trouble))


def sockets(server, folder):
    """All listen, then the session is begun (by k6): how long after an event was written down each listener has it."""
    session = server.session(LONGER)
    before = server.ask("GET", f"/v1/sessions/{session}")["last_event"]
    done = Load(server, folder, "sockets", SESSION=session, AFTER=str(before))
    events = server.wait(session)["last_event"] - before
    values, count = done.metrics["delivery"], done.count("delivered")
    print(f"{LISTENERS} sockets on one session of {events} events: {count} of {LISTENERS * events} delivered")
    print(f"  after the event: median {values['med']:.0f} ms  p95 {values['p(95)']:.0f} ms  max {values['max']:.0f} ms")
    done.verdict()


def fairness(server, folder):
    """Recordings queued by each of several orgs, org after org. When what was done is told by the server."""
    others = [server.ask("POST", "/v1/orgs", {"name": f"Org {n}"})["id"] for n in range(1, ORGS)]
    orgs = [server.ask("GET", "/v1/orgs")["items"][0]["id"], *others]
    queued = {org: [server.session(SPEECH, org) for _ in range(RECORDINGS)] for org in orgs}
    began = time.time()
    for org, sessions in queued.items():
        for session in sessions:
            server.begin(session, org)
    took = time.time() - began
    done = {org: finished(server, org, set(sessions), began) for org, sessions in queued.items()}
    first = Load(server, folder, "history", QUEUED=json.dumps(queued), BEGAN=str(int(began * 1000)))
    results = sorted((at, org) for org, times in done.items() for at in times)
    half = [org for _, org in results[: len(results) // 2]]
    counts = [half.count(org) for org in orgs]
    jain = sum(counts) ** 2 / (len(counts) * sum(count * count for count in counts))
    metrics, scored = first.metrics["first_metrics"], sorted(min(times) for times in done.values())
    print(f"{ORGS} orgs with {RECORDINGS} recordings each (queued within {took:.1f} s, all done after {results[-1][0]:.1f} s)")
    print(f"  an org's first metrics: median {metrics['med'] / 1000:.1f} s, last org {metrics['max'] / 1000:.1f} s")
    print(f"  an org's first result: median {scored[len(scored) // 2]:.1f} s, last org {scored[-1]:.1f} s")
    print(f"  at half of the results: Jain's index {jain:.3f}, {min(counts)} to {max(counts)} results of an org")
    first.verdict()


def finished(server, org, sessions, began):
    """Seconds after `began` at which each of an org's sessions was done. Waits until all are; asks seldom."""
    while True:
        page, found = server.ask("GET", "/v1/sessions?limit=100", org=org), []
        while page:
            found += [session for session in page["items"] if session["id"] in sessions]
            more = page["next"]
            page = server.ask("GET", f"/v1/sessions?limit=100&after={more}", org=org) if more else None
        failed = [session["failure"] for session in found if session["state"] == "failed"]
        if failed:
            raise Failed(f"a session failed: {failed[0]}")
        if all(session["state"] == "done" for session in found):
            moments = (session["processed_at"].replace("Z", "+00:00") for session in found)
            return [datetime.datetime.fromisoformat(moment).timestamp() - began for moment in moments]
        time.sleep(2)


PARTS = {"load": load, "sockets": sockets, "fairness": fairness}


def main():
    parts = sys.argv[1:] or list(PARTS)
    if unknown := [part for part in parts if part not in PARTS]:
        sys.exit(f"there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    with tempfile.TemporaryDirectory() as folder:
        server = None
        try:
            server = Server(folder)
            print(f"engine {ENGINE}, {os.cpu_count()} cores; serving after {server.started:.2f} s", flush=True)
            for part in parts:
                PARTS[part](server, folder)
        except Failed as failed:
            log = pathlib.Path(folder, "log")
            tail = log.read_text().splitlines()[-20:] if log.exists() else []
            sys.exit("\n".join([str(failed), "The end of the server's log:", *tail]))
        finally:
            if server:
                server.stop()
    if Load.wrong:
        sys.exit(f"{Load.wrong} answers were not as they should be")


main()

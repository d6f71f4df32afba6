// Load on a running server, by k6. What to ask for comes in the environment, from server.py.
import http from "k6/http";
import ws from "k6/ws";
import exec from "k6/execution";
import { check } from "k6";
import { Trend, Counter } from "k6/metrics";

const base = __ENV.BASE;
const session = __ENV.SESSION;
const seconds = Number(__ENV.SECONDS);
const listeners = Number(__ENV.LISTENERS);
const queued = Object.entries(JSON.parse(__ENV.QUEUED || "{}"));
const bearer = { Authorization: `Bearer ${__ENV.TOKEN}` };
const json = { "Content-Type": "application/json" };
const recording = __ENV.PART === "writes" ? open(__ENV.RECORDING, "b") : null; // else every listener would hold it

const delivery = new Trend("delivery", true);
const delivered = new Counter("delivered");
const firstMetrics = new Trend("first_metrics", true);

const CHANNELS = ["tokens", "metrics", "score", "state"];
const SETTLE = 15; // seconds in which every socket is opened
const PATIENCE = 120; // seconds that a session takes at the most

const rate = (work, perSecond, duration, vus) => ({
  executor: "constant-arrival-rate",
  exec: work,
  rate: perSecond,
  timeUnit: "1s",
  duration: `${duration}s`,
  preAllocatedVUs: vus,
  maxVUs: vus * 4,
});
const once = (work, vus, more) => ({
  executor: "per-vu-iterations",
  exec: work,
  vus,
  iterations: 1,
  maxDuration: `${SETTLE + PATIENCE}s`,
  ...more,
});

const parts = {
  reads: () => ({
    floor: rate("floor", 50, seconds, 10),
    list: rate("list", 200, seconds, 40),
    get: rate("get", 200, seconds, 40),
    metrics: rate("metrics", 100, seconds, 20),
  }),
  writes: () => ({
    signin: rate("signin", 5, Math.min(seconds, 18), 10), // under the 100 an hour that one account may try
    upload: rate("upload", 5, seconds, 20),
  }),
  sockets: () => ({
    listen: once("listen", listeners),
    start: once("start", 1, { startTime: `${SETTLE}s` }),
  }),
  history: () => ({ history: once("history", queued.length) }),
};
const scenarios = parts[__ENV.PART]();

export const options = {
  scenarios,
  summaryTrendStats: ["min", "med", "p(95)", "p(99)", "max"],
  // A threshold is what makes k6 sum up a scenario of its own; these hold always.
  thresholds: Object.fromEntries(
    Object.keys(scenarios).map((name) => [`http_req_duration{scenario:${name}}`, ["max>=0"]]),
  ),
};

const ok = (response, status) => check(response, { answered: (r) => r.status === status });
const ask = (path) => ok(http.get(base + path, { headers: bearer }), 200);

export function floor() {
  ok(http.get(`${base}/healthz`), 200);
}
export function list() {
  ask("/v1/sessions?limit=25");
}
export function get() {
  ask(`/v1/sessions/${session}`);
}
export function metrics() {
  ask(`/v1/sessions/${session}/metrics?track=f0&points=1000`);
}

// From another network each time, as the proxy in front would say: one of 10 tries in 15 minutes for each.
export function signin() {
  const n = exec.scenario.iterationInTest;
  const headers = { ...json, "X-Forwarded-For": `198.18.${n >> 8}.${n & 255}` };
  const body = JSON.stringify({ email: __ENV.EMAIL, password: __ENV.PASSWORD });
  ok(http.post(`${base}/v1/auth/login`, body, { headers }), 200);
}

export function upload() {
  const made = http.post(`${base}/v1/sessions`, JSON.stringify({ kind: "talk", title: "load" }), {
    headers: { ...json, ...bearer },
    tags: { scenario: "make" },
  });
  if (!ok(made, 201)) return;
  const headers = { ...bearer, "Content-Type": "audio/flac" };
  ok(http.put(`${base}/v1/sessions/${made.json("id")}/media`, recording, { headers }), 201);
}

// A socket in an org (the first, without one) that hears these topics; each event goes to `hear`, which says when it is enough.
function converse(topics, after, headers, hear) {
  const ticket = http.post(`${base}/v1/live/tickets`, null, { headers: { ...bearer, ...headers } });
  if (!ok(ticket, 201)) return;
  const url = `${base.replace("http", "ws")}/v1/live?ticket=${ticket.json("ticket")}`;
  let enough = false;
  const answer = ws.connect(url, {}, (socket) => {
    socket.on("open", () => {
      for (const topic of topics) socket.send(JSON.stringify({ subscribe: topic, after }));
    });
    socket.on("message", (text) => {
      const message = JSON.parse(text);
      if (message.at && hear(message) && !enough) {
        enough = true;
        socket.setTimeout(() => socket.close(), 1000); // for what is on its way on other topics
      }
    });
    socket.setTimeout(() => socket.close(), (SETTLE + PATIENCE - 5) * 1000);
  });
  check(answer, { opened: (r) => r && r.status === 101 });
  check(enough, { "heard all": (it) => it });
}

// One of many on the same session: how long after an event was written down it is here.
export function listen() {
  const topics = CHANNELS.map((channel) => `session:${session}:${channel}`);
  converse(topics, Number(__ENV.AFTER), {}, ({ at, data }) => {
    delivery.add(Date.now() - Date.parse(at));
    delivered.add(1);
    return data.type === "session" && data.state === "done";
  });
}
export function start() {
  ok(http.post(`${base}/v1/sessions/${session}/process`, null, { headers: bearer }), 202);
}

// Afterwards, for one org: when the first metrics of any of its sessions were there.
export function history() {
  const [org, sessions] = queued[exec.scenario.iterationInTest];
  const topics = sessions.map((id) => `session:${id}:metrics`);
  let first = Infinity;
  let measured = 0;
  converse(topics, 0, { "Vivavoce-Org": org }, ({ at, data }) => {
    if (data.type !== "reset") first = Math.min(first, Date.parse(at));
    measured += data.type === "measured" ? 1 : 0;
    return measured === sessions.length;
  });
  firstMetrics.add(first - Number(__ENV.BEGAN));
}

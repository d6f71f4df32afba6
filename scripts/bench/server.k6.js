// Load on a running server, by k6. What to ask for comes in the environment, from server.py.
import http from "k6/http";
import ws from "k6/ws";
import { check } from "k6";
import { Trend, Counter } from "k6/metrics";

const base = __ENV.BASE;
const session = __ENV.SESSION;
const bearer = { Authorization: `Bearer ${__ENV.TOKEN}` };
const delivery = new Trend("delivery", true);
const delivered = new Counter("delivered");
const recording = __ENV.RECORDING ? open(__ENV.RECORDING, "b") : null;

const rate = (exec, perSecond, seconds, vus) => ({
  executor: "constant-arrival-rate",
  exec,
  rate: perSecond,
  timeUnit: "1s",
  duration: `${seconds}s`,
  preAllocatedVUs: vus,
  maxVUs: vus * 4,
});

const scenarios = {
  reads: {
    floor: rate("floor", 50, 30, 10),
    list: rate("list", 200, 30, 40),
    get: rate("get", 200, 30, 40),
    metrics: rate("metrics", 100, 30, 20),
  },
  writes: { // Few: an account has ten tries in a quarter of an hour.
    signin: Object.assign(rate("signin", 1, 16, 2), { timeUnit: "2s" }), upload: rate("upload", 5, 20, 20) },
  sockets: { listen: { executor: "per-vu-iterations", exec: "listen", vus: 500, iterations: 1, maxDuration: "90s" } },
};

export const options = {
  scenarios: scenarios[__ENV.PART],
  summaryTrendStats: ["min", "med", "p(95)", "p(99)", "max"],
  thresholds: Object.fromEntries(
    Object.keys(scenarios[__ENV.PART]).map((name) => [`http_req_duration{scenario:${name}}`, ["max>=0"]]),
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
export function signin() {
  const body = JSON.stringify({ email: __ENV.EMAIL, password: __ENV.PASSWORD });
  ok(http.post(`${base}/v1/auth/login`, body, { headers: { "Content-Type": "application/json" } }), 200);
}
export function upload() {
  const headers = Object.assign({ "Content-Type": "application/json" }, bearer);
  const made = http.post(`${base}/v1/sessions`, JSON.stringify({ kind: "talk", title: "load" }), {
    headers,
    tags: { scenario: "make" },
  });
  if (!ok(made, 201)) return;
  const sent = http.put(`${base}/v1/sessions/${made.json("id")}/media`, recording, {
    headers: Object.assign({}, bearer, { "Content-Type": "audio/flac" }),
  });
  ok(sent, 201);
}
// One socket of 500: how long after an event was committed it is here.
export function listen() {
  const ticket = http.post(`${base}/v1/live/tickets`, null, { headers: bearer });
  if (!ok(ticket, 201)) return;
  const url = `${base.replace("http", "ws")}/v1/live?ticket=${ticket.json("ticket")}`;
  ws.connect(url, {}, (socket) => {
    socket.on("open", () => {
      for (const channel of ["tokens", "metrics", "score", "state"]) {
        socket.send(JSON.stringify({ subscribe: `session:${session}:${channel}`, after: Number(__ENV.AFTER) }));
      }
    });
    socket.on("message", (text) => {
      const message = JSON.parse(text);
      if (!message.at) return;
      delivery.add(Date.now() - Date.parse(message.at));
      delivered.add(1);
    });
    socket.setTimeout(() => socket.close(), 60000);
  });
}

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { EventStream, streamParts } from "./event-stream";
import { FakeAccess } from "./testing/fake-access";
import { FakeNetwork } from "./testing/fake-network";
import { FakeSocket } from "./testing/fake-socket";

const reset = { type: "reset" };
const said = (text: string, done = 0.5) => ({
  type: "words",
  words: [{ text, start: 0, end: 1, confidence: 0.9 }],
  done,
});
const session = (state: string, run = 1) => ({ type: "session", state, run, failure: null });

/** The API, as far as following needs it. */
class FakeServer {
  tickets = 0;
  /** What tickets are answered with; a ticket without it. */
  refusal: (() => Response) | null = null;
  /** `Last-Event-ID` of each stream that was asked for. */
  streams: string[] = [];
  stream = "";

  readonly fetch = (url: string, { headers }: RequestInit): Promise<Response> => {
    if (url.endsWith("/v1/live/tickets")) {
      if (this.refusal !== null) return Promise.resolve(this.refusal());
      this.tickets += 1;
      return Promise.resolve(Response.json({ ticket: `ticket-${this.tickets}` }, { status: 201 }));
    }
    this.streams.push((headers as Record<string, string>)["Last-Event-ID"] ?? "");
    return Promise.resolve(new Response(this.stream, { headers: { "Content-Type": "text/event-stream" } }));
  };
}

let access: FakeAccess;
let network: FakeNetwork;
let server: FakeServer;
let stop: (() => void) | undefined;

function follow(): EventStream {
  const parts = {
    ...streamParts(access, "org-1"),
    network,
    backoff: { first: 1_000, most: 30_000, random: () => 1 },
  };
  const stream = new EventStream("s", parts);
  stop = stream.start();
  return stream;
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const line = (stream: EventStream) => stream.state.get().line.status;
const texts = (stream: EventStream) => stream.state.get().live.words.map(({ text }) => text);
const asked = (socket: FakeSocket) => socket.sent.filter((each) => "subscribe" in each);

beforeEach(() => {
  vi.useFakeTimers();
  FakeSocket.install();
  access = new FakeAccess();
  network = new FakeNetwork();
  server = new FakeServer();
  vi.stubGlobal("fetch", server.fetch);
});

afterEach(() => {
  stop?.();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("following over a socket", () => {
  it("gets a ticket, listens to every channel from the first event on, and tells what comes", async () => {
    const stream = follow();
    expect(line(stream)).toBe("connecting");
    await pass(0);
    const socket = FakeSocket.newest;
    expect(socket.url).toMatch(/^ws:\/\/localhost.*\/v1\/live\?ticket=ticket-1$/);
    socket.greet();
    expect(asked(socket)).toEqual(
      ["tokens", "metrics", "score", "state"].map((channel) => ({
        subscribe: `session:s:${channel}`,
        after: 0,
      })),
    );
    expect(line(stream)).toBe("live");
    socket.tell("s", 1, "state", session("processing"));
    socket.tell("s", 2, "tokens", said("Good"));
    await pass(50);
    expect(stream.state.get().live).toMatchObject({ seq: 2, session: "processing", run: 1 });
    expect(texts(stream)).toEqual(["Good"]);
  });

  it("tells nothing twice and nothing too early when channels overtake each other", async () => {
    const stream = follow();
    await pass(0);
    FakeSocket.newest.greet();
    FakeSocket.newest.tell("s", 3, "score", { type: "drills", count: 2 });
    await pass(50);
    expect(stream.state.get().live.drills).toBeNull();
    FakeSocket.newest.tell("s", 2, "tokens", said("Good"));
    FakeSocket.newest.tell("s", 2, "tokens", said("Good"));
    FakeSocket.newest.tell("s", 1, "tokens", reset);
    await pass(50);
    expect(stream.state.get().live.drills).toBe(2);
    expect(texts(stream)).toEqual(["Good"]);
  });

  it("comes back after the line broke, with a new ticket, and goes on from the last event", async () => {
    const stream = follow();
    await pass(0);
    FakeSocket.newest.greet();
    FakeSocket.newest.tell("s", 1, "tokens", said("Good"));
    FakeSocket.newest.tell("s", 3, "tokens", said("everyone"));
    FakeSocket.newest.drop();
    await pass(0);
    expect(stream.state.get().line).toEqual({ status: "waiting", until: Date.now() + 1_000 });
    expect(texts(stream)).toEqual(["Good"]);
    await pass(1_000);
    const second = FakeSocket.newest;
    expect(FakeSocket.all).toHaveLength(2);
    expect(second.url).toContain("ticket-2");
    second.greet(3);
    expect(asked(second)[0]).toMatchObject({ after: 1 });
    second.tell("s", 2, "tokens", said("morning"));
    second.tell("s", 3, "tokens", said("everyone"));
    await pass(50);
    expect(texts(stream)).toEqual(["Good", "morning", "everyone"]);
  });

  it("waits longer each time, and not at all once the device is on a network again", async () => {
    const stream = follow();
    await pass(0);
    FakeSocket.newest.greet();
    const down = () => new Response("", { status: 502 });
    server.refusal = down;
    FakeSocket.newest.drop();
    const waits = [];
    for (let tries = 0; tries < 4; tries += 1) {
      await pass(0);
      const now = stream.state.get().line;
      if (now.status !== "waiting") throw new Error(now.status);
      waits.push(now.until - Date.now());
      await pass(now.until - Date.now());
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    network.cut();
    server.refusal = null;
    await pass(16_000);
    expect(line(stream)).toBe("offline");
    await pass(600_000);
    network.mend();
    await pass(0);
    FakeSocket.newest.greet();
    expect(line(stream)).toBe("live");
  });

  it("leaves a socket at once when the network is gone", async () => {
    const stream = follow();
    await pass(0);
    FakeSocket.newest.greet();
    network.cut();
    await pass(1_000);
    expect(line(stream)).toBe("offline");
    expect(FakeSocket.newest.readyState).toBe(FakeSocket.CLOSED);
  });

  it("notices a dead line: no sign of life comes back", async () => {
    const stream = follow();
    await pass(0);
    const socket = FakeSocket.newest;
    socket.greet();
    await pass(20_000);
    expect(socket.sent.at(-1)).toEqual({ unsubscribe: "alive" });
    socket.say({ unsubscribed: "alive" });
    await pass(20_000);
    expect(line(stream)).toBe("live");
    await pass(10_000);
    expect(line(stream)).toBe("waiting");
  });

  it("waits for signing in when the server says so, and then goes on", async () => {
    const stream = follow();
    await pass(0);
    FakeSocket.newest.greet();
    FakeSocket.newest.tell("s", 1, "tokens", said("Good"));
    access.signOut();
    FakeSocket.newest.drop(4001);
    await pass(120_000);
    expect(line(stream)).toBe("signed-out");
    expect(server.tickets).toBe(1);
    access.signIn("token-2");
    await pass(0);
    FakeSocket.newest.greet(1);
    expect(line(stream)).toBe("live");
    expect(asked(FakeSocket.newest)[0]).toMatchObject({ after: 1 });
  });

  it("does not storm a server that refuses somebody who is signed in", async () => {
    let asked = 0;
    server.refusal = () => {
      asked += 1;
      return new Response("", { status: 401 });
    };
    follow();
    await pass(60_000);
    expect(asked).toBeLessThan(20);
  });

  it("ends for good when the session is not there", async () => {
    const stream = follow();
    await pass(0);
    const socket = FakeSocket.newest;
    socket.open();
    socket.say({
      refused: "session:s:tokens",
      type: "/problems/not-found",
      detail: "There is no such session.",
    });
    await pass(600_000);
    expect(stream.state.get().line).toEqual({
      status: "refused",
      problem: { status: 404, type: "/problems/not-found", detail: "There is no such session.", errors: [] },
    });
    expect(FakeSocket.all).toHaveLength(1);
    expect(socket.readyState).toBe(FakeSocket.CLOSED);
  });

  it("stays away as long as a busy server asks", async () => {
    server.refusal = () => new Response("", { status: 429, headers: { "Retry-After": "30" } });
    const stream = follow();
    await pass(29_000);
    expect(line(stream)).toBe("waiting");
    server.refusal = null;
    await pass(1_000);
    FakeSocket.newest.greet();
    expect(line(stream)).toBe("live");
  });

  it("goes on behind events that were pruned before it began", async () => {
    const stream = follow();
    await pass(0);
    FakeSocket.newest.greet(42);
    FakeSocket.newest.tell("s", 41, "tokens", said("late"));
    await pass(2_000);
    expect(texts(stream)).toEqual([]);
    await pass(1_100);
    expect(texts(stream)).toEqual(["late"]);
  });

  it("asks anew for an event that is missing in the middle, and only then gives it up", async () => {
    const stream = follow();
    await pass(0);
    FakeSocket.newest.greet();
    FakeSocket.newest.tell("s", 1, "tokens", said("Good"));
    FakeSocket.newest.tell("s", 3, "tokens", said("everyone"));
    await pass(3_000);
    expect(line(stream)).toBe("waiting");
    await pass(1_000);
    FakeSocket.newest.greet(3);
    expect(asked(FakeSocket.newest)[0]).toMatchObject({ after: 1 });
    FakeSocket.newest.tell("s", 3, "tokens", said("everyone"));
    await pass(3_050);
    expect(texts(stream)).toEqual(["Good", "everyone"]);
    expect(line(stream)).toBe("live");
  });

  it("comes back when a topic ends by itself", async () => {
    const stream = follow();
    await pass(0);
    FakeSocket.newest.greet();
    FakeSocket.newest.say({ unsubscribed: "session:s:tokens" });
    await pass(0);
    expect(line(stream)).toBe("waiting");
  });

  it("is not put out by messages that are none", async () => {
    const stream = follow();
    await pass(0);
    FakeSocket.newest.greet();
    for (const odd of [
      "",
      "[]",
      "null",
      "{",
      '{"topic":"session:other:tokens","seq":1,"data":{"type":"reset"}}',
    ])
      FakeSocket.newest.say(odd);
    FakeSocket.newest.tell("s", 1, "tokens", said("Good"));
    await pass(50);
    expect(texts(stream)).toEqual(["Good"]);
  });

  it("lets the socket go when it is stopped, keeps what it heard, and can be started again", async () => {
    const stream = follow();
    await pass(0);
    FakeSocket.newest.greet();
    FakeSocket.newest.tell("s", 1, "tokens", said("Good"));
    stop?.();
    expect([line(stream), FakeSocket.newest.readyState]).toEqual(["closed", FakeSocket.CLOSED]);
    expect(texts(stream)).toEqual(["Good"]);
    expect(vi.getTimerCount()).toBe(0);
    stop = stream.start();
    await pass(0);
    FakeSocket.newest.greet(1);
    expect(asked(FakeSocket.newest)[0]).toMatchObject({ after: 1 });
  });
});

describe("following where sockets do not get through", () => {
  const event = (seq: number, channel: string, data: unknown) =>
    `id: ${seq}\nevent: ${channel}\ndata: ${JSON.stringify(data)}\n\n`;

  it("falls back to Server-Sent Events after two sockets that could not be opened", async () => {
    server.stream = event(1, "tokens", said("Good"));
    const stream = follow();
    await pass(0);
    FakeSocket.newest.drop();
    await pass(1_000);
    FakeSocket.newest.drop();
    await pass(2_000);
    expect(FakeSocket.all).toHaveLength(2);
    expect(server.streams).toEqual(["0"]);
    await pass(50);
    expect(texts(stream)).toEqual(["Good"]);
    server.stream = event(2, "tokens", said("morning"));
    await pass(2_000);
    expect(server.streams.slice(0, 2)).toEqual(["0", "1"]);
    expect(texts(stream)).toEqual(["Good", "morning"]);
  });

  it("keeps to sockets when one of them was open between", async () => {
    follow();
    await pass(0);
    FakeSocket.newest.drop();
    await pass(1_000);
    FakeSocket.newest.greet();
    FakeSocket.newest.drop();
    await pass(1_000);
    FakeSocket.newest.drop();
    await pass(4_000);
    expect(server.streams).toEqual([]);
    expect(FakeSocket.all).toHaveLength(4);
  });

  it("uses Server-Sent Events alone in a browser without sockets, also when old events were pruned", async () => {
    vi.stubGlobal("WebSocket", undefined);
    server.stream = event(7, "state", session("processing")) + event(9, "tokens", said("Good"));
    const stream = follow();
    await pass(50);
    expect(stream.state.get().live).toMatchObject({ seq: 9, session: "processing" });
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";

import type { LiveEvent } from "./events";
import type { End } from "./follow";
import { byServerSent, MessageReader } from "./server-sent";
import { FakeAccess } from "./testing/fake-access";

describe("MessageReader", () => {
  const stream =
    ': listening\nretry: 1000\n\nid: 1\nevent: state\ndata: {"type":\ndata: "step"}\n\n:\n\nid:2\ndata:x\n\n';
  const expected = [
    { id: "1", event: "state", data: '{"type":\n"step"}' },
    { id: "2", event: "", data: "x" },
  ];

  it.each(["\n", "\r\n", "\r"])("reads messages with lines that end in %j", (end) => {
    const reader = new MessageReader();
    // The last CR waits for what follows it.
    expect(reader.push(`\uFEFF${stream.replaceAll("\n", end)}`).concat(reader.push(":\n"))).toEqual(expected);
  });

  it("does not care where the stream is cut", () => {
    const text = stream.replaceAll("\n", "\r\n");
    for (let size = 1; size < 9; size += 1) {
      const reader = new MessageReader();
      const messages = [];
      for (let at = 0; at < text.length; at += size) messages.push(...reader.push(text.slice(at, at + size)));
      expect(messages).toEqual(expected);
    }
  });

  it("leaves out a message that the cut took the end of", () => {
    expect(new MessageReader().push("id: 9\ndata: half")).toEqual([]);
  });
});

describe("byServerSent", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function server(answers: (Response | Error)[]) {
    const calls: RequestInit[] = [];
    vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
      calls.push(init);
      const answer = answers.shift();
      return answer instanceof Response
        ? Promise.resolve(answer)
        : Promise.reject(answer ?? new TypeError("down"));
    });
    return calls;
  }

  const stream = (body: string) => new Response(body, { headers: { "Content-Type": "text/event-stream" } });

  async function follow(after = 0): Promise<{ end: End; events: LiveEvent[]; opened: number }> {
    const events: LiveEvent[] = [];
    let opened = 0;
    const follower = { opened: () => (opened += 1), event: (event: LiveEvent) => events.push(event) };
    const end = await byServerSent(new FakeAccess(), "org-1")(
      "s",
      after,
      follower,
      new AbortController().signal,
    );
    return { end, events, opened };
  }

  it("tells events, and that the line was lost when the stream ends", async () => {
    const calls = server([
      stream('id: 8\nevent: score\ndata: {"type":"drills","count":3}\n\nid: 9\nevent: odd\ndata: {}\n\n'),
    ]);
    const { end, events, opened } = await follow(7);
    expect(events).toEqual([{ seq: 8, channel: "score", data: { type: "drills", count: 3 } }]);
    expect([end.kind, opened]).toEqual(["dropped", 1]);
    expect(calls[0]?.headers).toMatchObject({
      Authorization: "Bearer token-1",
      "Vivavoce-Org": "org-1",
      "Last-Event-ID": "7",
    });
  });

  it("says what an answer means that is no stream", async () => {
    const gone = JSON.stringify({ type: "/problems/not-found", detail: "There is no such session." });
    server([
      new Response("", { status: 401 }),
      new Response("", { status: 401 }),
      new Response(gone, { status: 404 }),
      new Response("", { status: 429, headers: { "Retry-After": "7" } }),
      new Response("<html>", { status: 502 }),
      new Response("<html>", { headers: { "Content-Type": "text/html" } }),
      new TypeError("down"),
    ]);
    const ends = [];
    for (let index = 0; index < 6; index += 1) ends.push((await follow()).end);
    expect(ends).toEqual([
      { kind: "signed-out" },
      {
        kind: "refused",
        problem: {
          status: 404,
          type: "/problems/not-found",
          detail: "There is no such session.",
          errors: [],
        },
      },
      { kind: "later", after: 7_000 },
      { kind: "dropped" },
      { kind: "unusable" },
      { kind: "dropped" },
    ]);
  });

  it("gives up a line on which nothing comes, not even a comment", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("fetch", (_url: string, { signal }: RequestInit) => {
      const body = new ReadableStream({
        start: (control) => signal?.addEventListener("abort", () => control.error(signal.reason)),
      });
      return Promise.resolve(new Response(body, { headers: { "Content-Type": "text/event-stream" } }));
    });
    const followed = follow();
    await vi.advanceTimersByTimeAsync(45_000);
    expect((await followed).end).toEqual({ kind: "dropped" });
  });
});

import { beforeEach, describe, expect, it } from "vitest";

import { FakeNetwork } from "../live/testing/fake-network";
import { sendTake, type Upload } from "./send-take";
import type { TakeStore } from "./take-store";
import { FakeServer, problem } from "./testing/fake-server";
import { ABOUT, bytes, newStore, wipe } from "./testing/takes";

const FILE = { name: "take.webm", type: "audio/webm;codecs=opus" };
const PIECE = 1000;
const SIZE = 2.5 * PIECE;
let store: TakeStore;
let server: FakeServer;
let told: Upload[];

beforeEach(async () => {
  await wipe();
  store = newStore();
  server = new FakeServer();
  told = [];
});

async function take(size = SIZE): Promise<string> {
  const { id } = await store.add(ABOUT, FILE);
  await store.append(id, bytes(size), 10);
  await store.change(id, { state: "uploading" });
  return id;
}

function send(id: string, signal = new AbortController().signal, into = store): Promise<void> {
  const parts = {
    store: into,
    request: server.request,
    whenSignedIn: () => Promise.resolve(),
    network: new FakeNetwork(),
    backoff: { first: 1, most: 2, random: () => 0 },
    piece: PIECE,
  };
  return sendTake(id, parts, (upload) => told.push(upload), signal);
}

const last = () => told.at(-1);
const count = (what: string) => server.asked.filter((asked) => asked.includes(what)).length;

describe("sending a take", () => {
  it("sends it in pieces, has it worked on, and forgets it then", async () => {
    const id = await take();
    await send(id);
    expect(last()).toEqual({ is: "done", session: "session-1" });
    expect(server.taken.get("session-1")).toEqual(new Uint8Array(bytes(SIZE)));
    expect(server.sessions.get("session-1")?.state).toBe("processing");
    expect(told.filter(({ is }) => is === "sending")).toEqual(
      [0, PIECE, 2 * PIECE, SIZE].map((sent) => ({ is: "sending", sent, total: SIZE })),
    );
    expect(await store.get(id)).toBeNull();
  });

  it("goes on where the line broke", async () => {
    const id = await take();
    server.cut("PATCH");
    server.lose("PATCH");
    await send(id);
    expect(server.taken.get("session-1")).toEqual(new Uint8Array(bytes(SIZE)));
    // Cut before it came, lost after it came, and then the other two.
    expect(count("PATCH")).toBe(4);
    expect(told.some(({ is }) => is === "waiting")).toBe(true);
    expect(last()?.is).toBe("done");
  });

  it.each(["POST /v1/sessions", "/uploads", "/complete", "/process"])(
    "makes one session although the answer to %s was lost",
    async (lost) => {
      const id = await take();
      server.lose(lost);
      await send(id);
      expect(last()?.is).toBe("done");
      expect([...server.sessions.keys()]).toEqual(["session-1"]);
      expect(await store.get(id)).toBeNull();
    },
  );

  it("goes on after a reload, with what the server has", async () => {
    const id = await take();
    const control = new AbortController();
    server.instead.push({
      on: "PATCH",
      answer: () => {
        control.abort();
        throw new DOMException("over", "AbortError");
      },
    });
    await expect(send(id, control.signal)).rejects.toThrow();
    expect((await store.get(id))?.state).toBe("uploading");
    await send(id, undefined, newStore());
    expect(last()).toEqual({ is: "done", session: "session-1" });
    expect(count("POST /v1/sessions/session-1/uploads")).toBe(1);
  });

  it("begins anew when the server gave the upload up", async () => {
    const id = await take();
    server.instead.push({
      on: "PATCH",
      answer: () => {
        server.uploads.clear();
        return problem(404);
      },
    });
    await send(id);
    expect(last()?.is).toBe("done");
    expect(server.taken.get("session-1")).toEqual(new Uint8Array(bytes(SIZE)));
  });

  it("goes in one stream where no sound is ever stored, and stays here until the work has begun", async () => {
    server.keeps = false;
    const id = await take();
    let there: number | undefined;
    server.instead.push({
      on: "/process",
      answer: async () => {
        there = (await store.source(id))?.bytes;
        return problem(503);
      },
    });
    await send(id);
    expect(count("PATCH")).toBe(0);
    expect(there).toBe(SIZE);
    expect(last()?.is).toBe("done");
    expect(server.taken.get("session-1")?.length).toBe(SIZE);
  });

  it("keeps the take, and why, when the server refuses it", async () => {
    const id = await take();
    server.instead.push({ on: "POST /v1/sessions", answer: () => problem(422) });
    await send(id);
    expect(last()).toMatchObject({ is: "refused", problem: { status: 422 } });
    expect(await store.get(id)).toMatchObject({ state: "kept", bytes: SIZE, problem: { status: 422 } });
  });

  it("waits for the sign-in, and goes on", async () => {
    const id = await take();
    server.instead.push({ on: "PATCH", answer: () => problem(401) });
    await send(id);
    expect(told.some(({ is }) => is === "signed-out")).toBe(true);
    expect(last()?.is).toBe("done");
  });

  it("forgets nothing when the server has another number of bytes", async () => {
    const id = await take();
    server.instead.push({
      on: "/complete",
      answer: () => new Response(JSON.stringify({ bytes: 3 }), { status: 201 }),
    });
    await send(id);
    expect(last()?.is).toBe("refused");
    expect((await store.source(id))?.bytes).toBe(SIZE);
  });

  it("does nothing for a take that is gone", async () => {
    await send("gone");
    expect(told).toEqual([]);
  });
});

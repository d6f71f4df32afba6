import { beforeEach, expect, it, vi } from "vitest";

import { FakeNetwork } from "../live/testing/fake-network";
import type { Locks } from "./locks";
import type { TakeStore } from "./take-store";
import { FakeServer } from "./testing/fake-server";
import { ABOUT, bytes, newStore, sharedLocks, wipe } from "./testing/takes";
import { Uploads } from "./uploads";

let locks: Locks;
let store: TakeStore;
let server: FakeServer;

beforeEach(async () => {
  await wipe();
  locks = sharedLocks();
  store = newStore(locks);
  server = new FakeServer();
});

function tab(into = store): Uploads {
  return new Uploads({
    store: into,
    request: server.request,
    whenSignedIn: () => Promise.resolve(),
    network: new FakeNetwork(),
    backoff: { first: 1, most: 2, random: () => 0 },
    piece: 1000,
  });
}

async function take(about = ABOUT): Promise<string> {
  const { id } = await store.add(about, { name: "take.webm", type: "audio/webm" });
  await store.append(id, bytes(2500), 3);
  await store.change(id, { state: "kept" });
  return id;
}

it("sends what is to be sent, and nothing else", async () => {
  const [mine, other, attempt] = [
    await take(),
    await take({ ...ABOUT, owner: "user-2" }),
    await take({ ...ABOUT, kind: "attempt" }),
  ];
  const uploads = tab();
  const end = uploads.watch("user-1", "org-1");
  for (const id of [mine, other, attempt]) await uploads.send(id);
  await vi.waitFor(() => expect(uploads.state.get().get(mine)?.is).toBe("done"));
  expect(server.sessions.size).toBe(1);
  expect((await store.get(other))?.state).toBe("uploading");
  expect((await store.get(attempt))?.bytes).toBe(2500);
  end();
});

it("leaves a take alone that nobody asked to be sent", async () => {
  const id = await take();
  const end = tab().watch("user-1", "org-1");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(server.asked).toEqual([]);
  expect((await store.get(id))?.state).toBe("kept");
  end();
});

it("sends in one tab at a time", async () => {
  const id = await take();
  const release = await store.hold(id);
  const uploads = tab(newStore(locks));
  const end = uploads.watch("user-1", "org-1");
  await uploads.send(id);
  await vi.waitFor(() => expect(uploads.state.get().get(id)).toEqual({ is: "elsewhere" }));
  expect(server.asked).toEqual([]);
  release?.();
  // The other tab told of a change, or was closed: the next look takes over.
  await uploads.send(id);
  await vi.waitFor(() => expect(uploads.state.get().get(id)?.is).toBe("done"));
  end();
});

it("stops when the person says so, and the take stays", async () => {
  const id = await take();
  const uploads = tab();
  const end = uploads.watch("user-1", "org-1");
  let asked: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    asked = resolve;
  });
  server.instead.push({
    on: "PATCH",
    answer: () => {
      asked();
      return new Promise(() => undefined);
    },
  });
  await uploads.send(id);
  await begun;
  await uploads.stop(id);
  expect(await store.get(id)).toMatchObject({ state: "kept", bytes: 2500 });
  expect(uploads.state.get().has(id)).toBe(false);
  end();
});

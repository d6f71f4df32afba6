import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Locks } from "./locks";
import type { TakeStore } from "./take-store";
import { ABOUT, bytes, newStore, read, sharedLocks, wipe } from "./testing/takes";

const FILE = { name: "take.webm", type: "audio/webm;codecs=opus" };
let locks: Locks;
let store: TakeStore;

beforeEach(async () => {
  await wipe();
  locks = sharedLocks();
  store = newStore(locks);
});

/** A take with pieces of these sizes. */
async function recorded(sizes: number[], into = store): Promise<string> {
  const { id } = await into.add(ABOUT, FILE);
  let from = 0;
  for (const [index, size] of sizes.entries()) {
    await into.append(id, bytes(size, from), index + 1);
    from += size;
  }
  return id;
}

/** From now on the disk takes no more sound; the error comes when the piece is put, or only at the end. */
function fillDisk(when: "put" | "commit" = "put") {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the store it belongs to
  const { put } = IDBObjectStore.prototype;
  return vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
    this: IDBObjectStore,
    value: unknown,
  ) {
    if (this.name !== "chunks") return put.call(this, value);
    if (when === "put") throw new DOMException("The disk is full.", "QuotaExceededError");
    const request = put.call(this, value);
    this.transaction.abort();
    return request;
  });
}

async function whole(id: string, from = store): Promise<number[]> {
  const source = await from.source(id);
  if (source === null) throw new Error("no such take");
  return read(await source.read(0, source.bytes));
}

describe("a take", () => {
  it("is there, piece by piece, as it came", async () => {
    const id = await recorded([300, 200, 500]);
    expect(await store.get(id)).toMatchObject({ state: "recording", bytes: 1_000, seconds: 3, kept: "disk" });
    expect(await whole(id)).toEqual([...new Uint8Array(bytes(1_000))]);
  });

  it.each([
    [0, 1_000],
    [0, 1],
    [299, 301],
    [300, 500],
    [350, 360],
    [999, 1_000],
    [400, 400],
  ])("is read from byte %i to %i", async (from, to) => {
    const id = await recorded([300, 200, 500]);
    const source = await store.source(id);
    expect(await read((await source?.read(from, to)) ?? new Blob())).toEqual(
      [...new Uint8Array(bytes(1_000))].slice(from, to),
    );
  });

  it("is read to its end when more is asked for, and not mixed with another", async () => {
    const [id] = await Promise.all([recorded([100]), recorded([100])]);
    const source = await store.source(id);
    expect((await source?.read(90, 4_000))?.size).toBe(10);
  });

  it("is a file with name and type", async () => {
    const file = await store.file(await recorded([100]));
    expect([file?.name, file?.type, file?.size]).toEqual([FILE.name, FILE.type, 100]);
  });

  it("is told to who listens when it comes, changes and goes, and not for every piece", async () => {
    const told = vi.fn();
    store.subscribe(told);
    const id = await recorded([1, 1, 1]);
    expect(told).toHaveBeenCalledTimes(1);
    await store.change(id, { state: "kept" });
    await store.remove(id);
    expect(told).toHaveBeenCalledTimes(3);
  });

  it("is gone without a trace when it is removed", async () => {
    const id = await recorded([100]);
    await store.remove(id);
    expect(await store.get(id)).toBeNull();
    expect(await store.source(id)).toBeNull();
    expect(await newStore().file(id)).toBeNull();
  });

  it("loses its sound when the server has it, and is only remembered", async () => {
    const id = await recorded([100]);
    await store.uploaded(id);
    expect(await store.unfinished("user-1", "org-1")).toMatchObject([{ id, state: "uploaded" }]);
    await expect(whole(id)).rejects.toThrow("missing");
  });

  it("takes no sound any more when it was removed meanwhile", async () => {
    const id = await recorded([100]);
    await store.remove(id);
    await expect(store.append(id, bytes(10), 1)).rejects.toThrow();
    expect(await store.get(id)).toBeNull();
  });
});

describe("after a reload", () => {
  it("is there as far as it was recorded, and counts as kept", async () => {
    const id = await recorded([300, 200]);
    const reloaded = newStore(sharedLocks());
    expect(await reloaded.unfinished("user-1", "org-1")).toMatchObject([
      { id, state: "kept", bytes: 500, seconds: 2 },
    ]);
    expect(await whole(id, reloaded)).toHaveLength(500);
    expect(await reloaded.get(id)).toMatchObject({ state: "kept" });
  });

  it("is left alone while another tab records it", async () => {
    const id = await recorded([300]);
    const release = await store.hold(id);
    const other = newStore(locks);
    expect(await other.unfinished("user-1", "org-1")).toMatchObject([{ id, state: "recording" }]);
    expect(await other.hold(id)).toBeNull();
    release?.();
    expect(await other.unfinished("user-1", "org-1")).toMatchObject([{ id, state: "kept" }]);
    expect(await other.hold(id)).not.toBeNull();
  });

  it("is left alone for a while where nobody knows of other tabs", async () => {
    const id = await recorded([300]);
    let now = Date.now();
    const other = newStore({ ...sharedLocks(), shared: false }, () => now);
    expect(await other.unfinished("user-1", "org-1")).toMatchObject([{ id, state: "recording" }]);
    now += 15_000;
    expect(await other.unfinished("user-1", "org-1")).toMatchObject([{ id, state: "kept" }]);
  });

  it("is none when nothing was recorded", async () => {
    const id = await recorded([]);
    const reloaded = newStore();
    expect(await reloaded.unfinished("user-1", "org-1")).toEqual([]);
    expect(await reloaded.get(id)).toBeNull();
  });

  it("knows how far it came on its way to the server", async () => {
    const id = await recorded([300]);
    const sending = { keys: { create: "a", begin: "b", process: "c" }, session: "s", upload: "u" };
    await store.change(id, { state: "uploading", sending });
    expect(await newStore().get(id)).toMatchObject({ state: "uploading", sending });
  });

  it("shows takes of one person in one org only, the newest first", async () => {
    let now = 1_000;
    const tab = newStore(locks, () => (now += 1));
    const first = await recorded([1], tab);
    const second = await recorded([1], tab);
    await tab.add({ ...ABOUT, owner: "user-2" }, FILE);
    await tab.add({ ...ABOUT, org: "org-2" }, FILE);
    expect((await newStore().unfinished("user-1", "org-1")).map(({ id }) => id)).toEqual([second, first]);
  });

  it("forgets everything of a person who erases their data, and nothing of another", async () => {
    const mine = await recorded([10]);
    const theirs = await store.add({ ...ABOUT, owner: "user-2" }, FILE);
    await store.erase("user-1");
    expect(await newStore().get(mine)).toBeNull();
    expect(await newStore().get(theirs.id)).not.toBeNull();
  });
});

describe("when the disk is full", () => {
  it.each(["put", "commit"] as const)("keeps the rest in memory and says so (%s)", async (when) => {
    const id = await recorded([300]);
    const full = fillDisk(when);
    expect(await store.append(id, bytes(200, 300), 2)).toBe("part");
    expect(await store.append(id, bytes(100, 500), 3)).toBe("part");
    expect(store.trouble.get()).toBe(when === "put" ? "full" : "unavailable");
    expect(await whole(id)).toEqual([...new Uint8Array(bytes(600))]);
    const source = await store.source(id);
    expect(await read((await source?.read(290, 510)) ?? new Blob())).toHaveLength(220);
    expect(await store.get(id)).toMatchObject({ bytes: 600, seconds: 3, kept: "part" });
    full.mockRestore();
    // Sound stays in order even when there is room again.
    expect(await store.append(id, bytes(50, 600), 4)).toBe("part");
    expect(await whole(id)).toEqual([...new Uint8Array(bytes(650))]);
  });

  it("has after a reload what was on the disk, whole", async () => {
    const id = await recorded([300]);
    fillDisk();
    await store.append(id, bytes(200, 300), 2);
    await store.change(id, { state: "kept" });
    expect(await whole(id, newStore())).toHaveLength(300);
  });

  it("works from the first piece on", async () => {
    fillDisk();
    const id = await recorded([10, 10]);
    expect(await store.get(id)).toMatchObject({ bytes: 20, kept: "memory" });
    expect(await store.unfinished("user-1", "org-1")).toHaveLength(1);
    await store.change(id, { state: "kept" });
    expect(await store.get(id)).toMatchObject({ state: "kept" });
    await store.uploaded(id);
    await store.remove(id);
    expect(await store.get(id)).toBeNull();
  });
});

describe("when the browser keeps nothing", () => {
  it("keeps takes in memory, as long as the page is open", async () => {
    vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    });
    const id = await recorded([10, 20]);
    expect(store.trouble.get()).toBe("unavailable");
    expect(await store.get(id)).toMatchObject({ bytes: 30, kept: "memory", state: "recording" });
    expect(await whole(id)).toHaveLength(30);
    await store.change(id, { state: "kept" });
    expect(await store.unfinished("user-1", "org-1")).toMatchObject([{ id, state: "kept" }]);
    await store.remove(id);
    expect(await store.unfinished("user-1", "org-1")).toEqual([]);
  });
});

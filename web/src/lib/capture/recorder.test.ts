import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { Recorder } from "./recorder";
import { recordingFormat, takeName } from "./recording-format";
import type { TakeStore } from "./take-store";
import { FakeStream, FakeTrack } from "./testing/fake-microphone";
import { FakeRecorder } from "./testing/fake-recorder";
import { ABOUT, bytes, newStore, read, sharedLocks, wipe } from "./testing/takes";

let store: TakeStore;
let locks: ReturnType<typeof sharedLocks>;
let track: FakeTrack;
let stream: MediaStream;
let now: number;
let awake: number;
let recorder: Recorder;

// fake-indexeddb works with `setImmediate`, which stays real: only what the recorder itself waits for is in the test's hands.
beforeEach(async () => {
  await wipe();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
  now = 0;
  awake = 0;
  locks = sharedLocks();
  store = newStore(locks);
  track = new FakeTrack("Built-in", {});
  stream = new FakeStream(track) as unknown as MediaStream;
  recorder = create();
});
afterEach(async () => {
  const stopped = recorder.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
  vi.useRealTimers();
});

function create({
  longest = 3_600,
  supports = (type: string) => type.startsWith("audio/webm"),
} = {}): Recorder {
  return new Recorder(
    {
      store,
      create: (from, options) =>
        new FakeRecorder(from as unknown as FakeStream, options) as unknown as MediaRecorder,
      supports,
      keepAwake: (told) => {
        awake += 1;
        told(true);
        return () => (awake -= 1);
      },
      now: () => now,
    },
    { longest },
  );
}

const fake = () => {
  if (FakeRecorder.newest === null) throw new Error("nothing records");
  return FakeRecorder.newest;
};

async function pass(seconds: number): Promise<void> {
  now += seconds * 1000;
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  await settled();
}

/** Lets what the database still does be done. */
const settled = async () => {
  for (let round = 0; round < 20; round += 1) await new Promise((resolve) => setImmediate(resolve));
};

async function begin(): Promise<string> {
  await recorder.start(stream, ABOUT);
  return recorder.state.get().take ?? "";
}

/** Records for so many seconds, 100 bytes each. */
async function record(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second += 1) {
    await pass(1);
    fake().hear(bytes(100, second * 100));
    await settled();
  }
}

async function stop() {
  const stopped = recorder.stop();
  await pass(0.001);
  return stopped;
}

describe("recording", () => {
  it("has every second in the store while it goes on, and the whole take at its end", async () => {
    const id = await begin();
    expect(fake().options).toEqual({ mimeType: "audio/webm;codecs=opus", audioBitsPerSecond: 96_000 });
    expect(fake().slice).toBe(1_000);
    expect(recorder.state.get()).toMatchObject({ status: "recording", kept: "disk", awake: true });
    await record(3);
    expect(await newStore(locks).get(id)).toMatchObject({ state: "recording", bytes: 300, seconds: 3 });
    fake().hear(bytes(40, 300), true);
    await pass(0.4);
    const take = await stop();
    expect(take).toMatchObject({ id, state: "kept", bytes: 340, title: "Third take" });
    expect(take?.seconds).toBeCloseTo(3.4, 2);
    expect(recorder.state.get()).toMatchObject({
      status: "kept",
      seconds: 3,
      take: id,
      ended: "person",
      awake: false,
    });
    const source = await store.source(id);
    expect(await read((await source?.read(0, 340)) ?? new Blob())).toEqual([...new Uint8Array(bytes(340))]);
  });

  it("loses at most the last second when the page is gone in the middle", async () => {
    const id = await begin();
    await record(5);
    fake().hear(bytes(99, 500), true);
    // Another page, after this one's locks went with it.
    expect(await newStore(sharedLocks()).unfinished("user-1", "org-1")).toMatchObject([
      { id, state: "kept", bytes: 500, seconds: 5 },
    ]);
  });

  it("gives out what the browser holds back when the page is hidden", async () => {
    const id = await begin();
    await record(1);
    fake().hear(bytes(50, 100), true);
    window.dispatchEvent(new Event("pagehide"));
    await settled();
    expect(await store.get(id)).toMatchObject({ bytes: 150 });
  });

  it("asks before the page is left, and only while it records", async () => {
    const leave = () => {
      const event = new Event("beforeunload", { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    await begin();
    expect(leave()).toBe(true);
    await record(2);
    await stop();
    expect(leave()).toBe(false);
  });

  it("keeps the screen on and other tabs away, and lets go of both", async () => {
    const id = await begin();
    expect(awake).toBe(1);
    expect(await store.hold(id)).toBeNull();
    await record(2);
    await stop();
    expect(awake).toBe(0);
    expect(await store.hold(id)).not.toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("is one at a time", async () => {
    const id = await begin();
    const first = fake();
    await recorder.start(stream, ABOUT);
    expect(fake()).toBe(first);
    expect(recorder.state.get().take).toBe(id);
    recorder.reset();
    expect(recorder.state.get().status).toBe("recording");
  });

  it("can make another take afterwards; the one before stays", async () => {
    const first = await begin();
    await record(2);
    await stop();
    const second = await begin();
    expect(recorder.state.get()).toMatchObject({ status: "recording", seconds: 0, ended: null });
    await record(2);
    await stop();
    const takes = await store.unfinished("user-1", "org-1");
    expect(new Set(takes.map(({ id }) => id))).toEqual(new Set([first, second]));
  });
});

describe("time", () => {
  it("does not run while it is paused", async () => {
    await begin();
    await record(2);
    recorder.pause();
    await pass(60);
    expect(recorder.state.get()).toMatchObject({ status: "paused", seconds: 2 });
    expect(recorder.seconds).toBe(2);
    recorder.resume();
    await record(1);
    const take = await stop();
    expect(take?.seconds).toBeCloseTo(3, 2);
  });

  it("has all that was heard in the store when it is paused", async () => {
    const id = await begin();
    await record(1);
    fake().hear(bytes(70, 100), true);
    recorder.pause();
    await settled();
    expect(await store.get(id)).toMatchObject({ bytes: 170 });
  });

  it("can be stopped while it is paused", async () => {
    await begin();
    await record(2);
    recorder.pause();
    expect(await stop()).toMatchObject({ state: "kept" });
  });

  it("is told once a second", async () => {
    await begin();
    const told = vi.fn();
    recorder.state.subscribe(told);
    await pass(3);
    expect(told.mock.calls.length).toBeLessThanOrEqual(3);
    expect(recorder.state.get().seconds).toBe(3);
  });

  it("ends at the longest length, with the take kept", async () => {
    recorder = create({ longest: 3 });
    await begin();
    await record(3);
    await pass(0.2);
    await pass(0.001);
    expect(recorder.state.get()).toMatchObject({ status: "kept", ended: "limit" });
  });
});

describe("what goes wrong", () => {
  it("does not keep a take of less than a second", async () => {
    const id = await begin();
    await pass(0.9);
    fake().hear(bytes(90));
    expect(await stop()).toBeNull();
    expect(recorder.state.get().status).toBe("too-short");
    expect(await store.get(id)).toBeNull();
  });

  it("keeps what there is when the microphone is taken away", async () => {
    const id = await begin();
    await record(4);
    track.end();
    await pass(0.001);
    expect(recorder.state.get()).toMatchObject({ status: "kept", ended: "microphone" });
    expect(await store.get(id)).toMatchObject({ state: "kept", bytes: 400 });
  });

  it("keeps what there is when the browser never says that it has stopped", async () => {
    const id = await begin();
    await record(4);
    vi.spyOn(fake(), "stop").mockImplementation(() => undefined);
    const stopped = recorder.stop();
    await pass(5);
    expect(await stopped).toMatchObject({ id, bytes: 400 });
  });

  it("says that a browser has no format to record in, or cannot begin", async () => {
    recorder = create({ supports: () => false });
    await begin();
    expect(recorder.state.get().status).toBe("failed");
    recorder = create();
    vi.spyOn(FakeRecorder.prototype, "start").mockImplementation(() => {
      throw new DOMException("no", "NotSupportedError");
    });
    await begin();
    expect(recorder.state.get()).toMatchObject({ status: "failed", take: null });
    expect(await store.unfinished("user-1", "org-1")).toEqual([]);
  });

  it("says that nothing was recorded when nothing came", async () => {
    await begin();
    await pass(3);
    expect(await stop()).toBeNull();
    expect(recorder.state.get().status).toBe("failed");
    expect(await store.unfinished("user-1", "org-1")).toEqual([]);
  });

  it("goes on in memory when the disk is full, and says so", async () => {
    const id = await begin();
    await record(1);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the store it belongs to
    const { put } = IDBObjectStore.prototype;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
      this: IDBObjectStore,
      value: unknown,
    ) {
      if (this.name === "chunks") throw new DOMException("full", "QuotaExceededError");
      return put.call(this, value);
    });
    await record(2);
    expect(recorder.state.get()).toMatchObject({ status: "recording", kept: "part" });
    expect(await stop()).toMatchObject({ id, bytes: 300, kept: "part" });
    expect(store.trouble.get()).toBe("full");
  });

  it("ends when its take is removed from under it", async () => {
    const id = await begin();
    await record(1);
    await store.remove(id);
    await record(1);
    await pass(0.001);
    expect(recorder.state.get().status).toBe("failed");
  });
});

describe("throwing away", () => {
  it("leaves nothing of a take that is being made", async () => {
    const id = await begin();
    await record(3);
    const discarded = recorder.discard();
    await pass(0.001);
    await discarded;
    expect(recorder.state.get()).toMatchObject({ status: "idle", take: null });
    expect(await store.get(id)).toBeNull();
  });

  it("leaves nothing of a take that was made", async () => {
    const id = await begin();
    await record(3);
    await stop();
    await recorder.discard();
    expect(recorder.state.get().status).toBe("idle");
    expect(await store.get(id)).toBeNull();
  });

  it("does not begin any more when it was stopped before it had begun", async () => {
    FakeRecorder.newest = null;
    const starting = recorder.start(stream, ABOUT);
    expect(await recorder.stop()).toBeNull();
    await starting;
    expect(FakeRecorder.newest).toBeNull();
    expect(recorder.state.get().status).toBe("idle");
    expect(await store.unfinished("user-1", "org-1")).toEqual([]);
  });
});

describe("format", () => {
  it("is Opus where it can be, and AAC in older Safari", () => {
    const safari = (type: string) => type.startsWith("audio/mp4");
    expect(recordingFormat(() => true)?.type).toBe("audio/webm;codecs=opus");
    expect(recordingFormat(safari)).toEqual({ type: "audio/mp4;codecs=mp4a.40.2", extension: "m4a" });
    expect(recordingFormat((type) => type === "audio/mp4")?.type).toBe("audio/mp4");
    expect(recordingFormat(() => false)).toBeNull();
  });

  it("gives the file a name that sorts by time", () => {
    expect(takeName(new Date(2026, 4, 1, 9, 5), { type: "", extension: "webm" })).toBe(
      "take-2026-05-01-0905.webm",
    );
  });
});

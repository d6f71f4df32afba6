import { beforeEach, describe, expect, it, vi } from "vitest";

import { Player } from "./player";

/** An audio element of which the test says what happens. */
class FakeAudio extends EventTarget {
  duration = Number.NaN;
  currentTime = 0;
  playbackRate = 1;
  src = "";
  preload = "";
  readonly play = vi.fn(() => {
    this.tell("play");
    return Promise.resolve();
  });
  readonly pause = vi.fn(() => this.tell("pause"));
  removeAttribute(): void {
    this.src = "";
  }
  tell(event: string): void {
    this.dispatchEvent(new Event(event));
  }
}

let audio: FakeAudio;
let player: Player;
let frames: (() => void)[];

beforeEach(() => {
  frames = [];
  vi.stubGlobal("URL", { createObjectURL: () => "blob:one", revokeObjectURL: vi.fn() });
  player = new Player({
    audio: () => (audio = new FakeAudio()) as unknown as HTMLAudioElement,
    frame: (draw) => frames.push(draw),
    cancel: () => frames.splice(0),
  });
});

/** The next frame, with the sound at `seconds`. */
function frame(seconds: number): void {
  audio.currentTime = seconds;
  for (const draw of frames.splice(0)) draw();
}

function loaded(duration: number): void {
  player.load(new Blob(["x"]), null);
  audio.duration = duration;
  audio.tell("loadedmetadata");
}

describe("playing", () => {
  it("is ready once it is known how long it is", () => {
    loaded(12);
    expect(player.state.get()).toMatchObject({ status: "ready", duration: 12, playing: false });
  });

  it("goes through a recording that says not how long it is, and stands at its beginning then", () => {
    loaded(Infinity);
    expect(player.state.get().status).toBe("loading");
    expect(audio.currentTime).toBeGreaterThan(1e6);
    audio.duration = 7.5;
    audio.tell("durationchange");
    expect(player.state.get()).toMatchObject({ status: "ready", duration: 7.5 });
    expect(audio.currentTime).toBe(0);
  });

  it("tells where it is in every frame, and stops telling when it pauses", async () => {
    loaded(12);
    await player.play();
    frame(0.4);
    expect(player.time.get()).toBe(0.4);
    expect(player.state.get().playing).toBe(true);
    player.pause();
    expect(player.state.get().playing).toBe(false);
    expect(frames).toEqual([]);
  });

  it("stops at the end of a slice, and plays on from there", async () => {
    loaded(12);
    await player.play({ start: 3, end: 4 });
    expect(audio.currentTime).toBe(3);
    frame(3.9);
    expect(player.state.get().playing).toBe(true);
    frame(4.01);
    expect(player.state.get().playing).toBe(false);
    await player.play();
    frame(5);
    expect(player.state.get().playing).toBe(true);
  });

  it("begins anew at the end, and stays within the recording", async () => {
    loaded(12);
    player.seek(99);
    expect(audio.currentTime).toBe(12);
    await player.play();
    expect(audio.currentTime).toBe(0);
    player.seek(-1);
    expect(audio.currentTime).toBe(0);
  });

  it("keeps the speed for the next recording", () => {
    loaded(12);
    player.setRate(0.75);
    loaded(3);
    expect(audio.playbackRate).toBe(0.75);
  });

  it("says that it cannot be played", () => {
    player.load(new Blob(["x"]));
    audio.tell("error");
    expect(player.state.get().status).toBe("unplayable");
  });

  it("hears nothing of a recording that was let go of", () => {
    const end = player.load(new Blob(["x"]));
    const old = audio;
    end();
    old.tell("error");
    expect(player.state.get().status).toBe("nothing");
    expect(old.src).toBe("");
  });
});

import { patch } from "../live/patch";
import { randomId } from "../util/random-id";
import { createStore } from "../util/store";
import { BITS, recordingFormat, takeName } from "./recording-format";
import { Stopwatch } from "./stopwatch";
import type { Kept, KeptTake, TakeAbout } from "./take";
import type { TakeStore } from "./take-store";
import { keepAwake } from "./wake-lock";

/**
 * How far recording is. `kept`: the take is whole and in the store; `too-short`: it was over before it began, and nothing
 * was kept; `failed`: the browser could not record.
 */
export type RecorderStatus =
  "idle" | "starting" | "recording" | "paused" | "stopping" | "kept" | "too-short" | "failed";

/** Why a take ended: the person, its longest length, or a microphone that was unplugged or taken away. */
export type Ended = "person" | "limit" | "microphone";

export interface RecorderState {
  status: RecorderStatus;
  /** Whole seconds so far, without pauses. `Recorder.seconds` is exact. */
  seconds: number;
  /** The take's id, from its beginning on. */
  take: string | null;
  /** Where the sound is: what is not on the disk is lost when the page is closed. */
  kept: Kept;
  ended: Ended | null;
  /** Whether the screen is kept on. */
  awake: boolean;
}

const IDLE: RecorderState = {
  status: "idle",
  seconds: 0,
  take: null,
  kept: "disk",
  ended: null,
  awake: false,
};

/** Takes shorter than this are none, seconds. */
export const SHORTEST = 1;
/** Takes end by themselves when they are this long, seconds, unless the page says otherwise. */
export const LONGEST = 3_600;
/** How much sound a crash may cost, milliseconds. */
const SLICE = 1_000;
const TICK = 200;
/** How long a browser may take to give out the rest when it was stopped, milliseconds. */
const PATIENCE = 5_000;

export interface RecorderParts {
  store: TakeStore;
  create: (stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder;
  supports: (type: string) => boolean;
  keepAwake: (told: (awake: boolean) => void) => () => void;
  now: () => number;
}

export function recorderParts(store: TakeStore): RecorderParts {
  return {
    store,
    create: (stream, options) => new MediaRecorder(stream, options),
    supports: (type) => MediaRecorder.isTypeSupported(type),
    keepAwake,
    now: () => performance.now(),
  };
}

/** One take that is being made. */
interface Making {
  recorder: MediaRecorder;
  id: string;
  release: (() => void) | null;
  /** The pieces that are being written, one after the other. */
  writes: Promise<void>;
  broken: boolean;
  finishing: boolean;
  discarded: boolean;
  ends: (() => void)[];
  done: Promise<void>;
}

/** Records takes, one at a time, into the store as they come. */
export class Recorder {
  readonly state = createStore<RecorderState>(IDLE);
  readonly #parts: RecorderParts;
  readonly #watch: Stopwatch;
  readonly #longest: number;
  #making: Making | null = null;
  /** Number of the newest wish to begin: an older one that is still being prepared comes too late. */
  #wish = 0;

  constructor(parts: RecorderParts, { longest = LONGEST }: { longest?: number } = {}) {
    this.#parts = parts;
    this.#watch = new Stopwatch(parts.now);
    this.#longest = longest;
  }

  /** Seconds so far, without pauses. */
  get seconds(): number {
    return this.#watch.seconds;
  }

  /** Begins a take of what `stream` hears. Does nothing while there is one. */
  readonly start = async (stream: MediaStream, about: TakeAbout): Promise<void> => {
    if (this.#making !== null || this.state.get().status === "starting") return;
    this.#watch.clear();
    this.state.set({ ...IDLE, status: "starting" });
    const { store, create, supports } = this.#parts;
    const format = recordingFormat(supports);
    if (format === null) {
      patch(this.state, { status: "failed" });
      return;
    }
    const wish = ++this.#wish;
    const id = randomId();
    const release = await store.hold(id);
    const type = format.type;
    try {
      await store.add(about, { id, name: takeName(new Date(), format), type });
      if (wish === this.#wish) {
        const recorder = create(stream, { mimeType: type, audioBitsPerSecond: BITS });
        this.#record({ recorder, id, release });
        return;
      }
    } catch {
      if (wish === this.#wish) this.state.set({ ...IDLE, status: "failed" });
    }
    await store.remove(id);
    release?.();
  };

  readonly pause = (): void => {
    const recorder = this.#making?.recorder;
    if (recorder?.state !== "recording") return;
    recorder.pause();
    this.#flush();
    this.#watch.hold();
    patch(this.state, { status: "paused" });
  };

  readonly resume = (): void => {
    const recorder = this.#making?.recorder;
    if (recorder?.state !== "paused") return;
    recorder.resume();
    this.#watch.run();
    patch(this.state, { status: "recording" });
  };

  /** Ends the take. Resolves with it once all of it is in the store; with `null` when there is none or it was too short. */
  readonly stop = (): Promise<KeptTake | null> => this.#end("person");

  /** Ends the take and forgets it. */
  readonly discard = async (): Promise<void> => {
    if (this.#making === null) {
      const { take, status } = this.state.get();
      if (status === "kept" && take !== null) await this.#parts.store.remove(take);
    } else {
      this.#making.discarded = true;
      await this.#end("person");
    }
    this.reset();
  };

  /** Makes ready for another take; the one before stays in the store. Does nothing while there is one. */
  readonly reset = (): void => {
    if (this.#making !== null) return;
    this.#watch.clear();
    this.state.set(IDLE);
  };

  #record({ recorder, id, release }: Pick<Making, "recorder" | "id" | "release">): void {
    let finished: () => void = () => undefined;
    const done = new Promise<void>((resolve) => {
      finished = resolve;
    });
    const making: Making = {
      recorder,
      id,
      release,
      writes: Promise.resolve(),
      broken: false,
      finishing: false,
      discarded: false,
      ends: [],
      done,
    };
    recorder.ondataavailable = ({ data }) => this.#write(making, data);
    recorder.onstop = () => {
      // Nobody asked for it: the microphone was taken away.
      if (this.state.get().ended === null) patch(this.state, { ended: "microphone" });
      void this.#finish(making).finally(finished);
    };
    recorder.onerror = () => void this.#end("microphone");
    recorder.start(SLICE);
    this.#making = making;
    this.#watch.run();
    this.state.set({ ...IDLE, status: "recording", take: id });
    this.#accompany(making);
  }

  /** Everything that goes on beside a take. */
  #accompany({ ends }: Making): void {
    const timer = setInterval(this.#tick, TICK);
    ends.push(() => clearInterval(timer));
    ends.push(this.#parts.keepAwake((awake) => patch(this.state, { awake })));
    // A phone may end a hidden page at any moment.
    const hidden = () => {
      if (document.visibilityState === "hidden") this.#flush();
    };
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    document.addEventListener("visibilitychange", hidden);
    window.addEventListener("pagehide", this.#flush);
    window.addEventListener("beforeunload", ask);
    ends.push(() => {
      document.removeEventListener("visibilitychange", hidden);
      window.removeEventListener("pagehide", this.#flush);
      window.removeEventListener("beforeunload", ask);
    });
  }

  readonly #tick = (): void => {
    patch(this.state, { seconds: Math.floor(this.#watch.seconds) });
    if (this.#watch.seconds >= this.#longest) void this.#end("limit");
  };

  /** Has the browser give out what it holds back. */
  readonly #flush = (): void => {
    const recorder = this.#making?.recorder;
    if (recorder !== undefined && recorder.state !== "inactive") recorder.requestData();
  };

  #write(making: Making, data: Blob): void {
    const seconds = this.#watch.seconds;
    making.writes = making.writes
      .then(() => this.#parts.store.append(making.id, data, seconds))
      .then((kept) => patch(this.state, { kept }))
      .catch(() => {
        // The take was removed under us.
        making.broken = true;
        void this.#end("person");
      });
  }

  async #end(ended: Ended): Promise<KeptTake | null> {
    const making = this.#making;
    if (making === null) {
      this.#wish += 1;
      if (this.state.get().status === "starting") this.state.set(IDLE);
      return null;
    }
    if (this.state.get().ended === null) {
      this.#watch.hold();
      patch(this.state, { status: "stopping", ended });
      if (making.recorder.state !== "inactive") making.recorder.stop();
      const patience = setTimeout(() => void making.recorder.onstop?.(new Event("stop")), PATIENCE);
      making.ends.push(() => clearTimeout(patience));
    }
    await making.done;
    return this.state.get().status === "kept" ? this.#parts.store.get(making.id) : null;
  }

  async #finish(making: Making): Promise<void> {
    if (making.finishing) return;
    making.finishing = true;
    this.#watch.hold();
    patch(this.state, { status: "stopping" });
    for (const end of making.ends.splice(0)) end();
    await making.writes;
    const { store } = this.#parts;
    const { seconds } = this.#watch;
    const short = seconds < SHORTEST;
    const empty = !short && (await store.get(making.id))?.bytes === 0;
    if (making.discarded || making.broken || short || empty) await store.remove(making.id);
    else await store.change(making.id, { state: "kept", seconds });
    making.release?.();
    this.#making = null;
    const status = making.broken || empty ? "failed" : short ? "too-short" : "kept";
    patch(this.state, { status, seconds: Math.floor(seconds), awake: false });
  }
}

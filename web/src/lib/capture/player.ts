import { patch } from "../live/patch";
import { createStore } from "../util/store";

/** A stretch of a recording, seconds. */
export interface Slice {
  start: number;
  end: number;
}

export interface PlayerState {
  /** `unplayable`: this browser cannot play the format. */
  status: "nothing" | "loading" | "ready" | "unplayable";
  playing: boolean;
  /** Seconds; `null` until it is known. */
  duration: number | null;
  rate: number;
}

const NOTHING: PlayerState = { status: "nothing", playing: false, duration: null, rate: 1 };

/** What of the browser is needed. */
export interface PlayerParts {
  audio: () => HTMLAudioElement;
  frame: (draw: () => void) => number;
  cancel: (frame: number) => void;
}

const PARTS: PlayerParts = {
  audio: () => new Audio(),
  frame: (draw) => requestAnimationFrame(draw),
  cancel: (frame) => cancelAnimationFrame(frame),
};

/** Plays a recording, all of it or a slice. */
export class Player {
  readonly state = createStore(NOTHING);
  /** Where it is, seconds; while it plays, anew in every frame. */
  readonly time = createStore(0);
  readonly #parts: PlayerParts;
  #audio: HTMLAudioElement | null = null;
  #frame: number | null = null;
  /** Where a slice that is being played ends. */
  #until = Infinity;

  constructor(parts: PlayerParts = PARTS) {
    this.#parts = parts;
  }

  /** Takes a recording; gives back how to let go of it. `seconds` is how long it is, if that is known. */
  readonly load = (sound: Blob, seconds: number | null = null): (() => void) => {
    const audio = this.#parts.audio();
    const url = URL.createObjectURL(sound);
    const { rate } = this.state.get();
    this.state.set({ ...NOTHING, status: "loading", duration: seconds, rate });
    this.time.set(0);
    this.#audio = audio;
    this.#listen(audio);
    audio.preload = "auto";
    audio.playbackRate = rate;
    audio.src = url;
    return () => {
      if (this.#audio === audio) {
        this.#audio = null;
        this.#still();
        this.state.set({ ...NOTHING, rate: this.state.get().rate });
      }
      audio.pause();
      audio.removeAttribute("src");
      URL.revokeObjectURL(url);
    };
  };

  /** Goes on, or plays a slice from its beginning. */
  readonly play = async (slice?: Slice): Promise<void> => {
    const audio = this.#audio;
    if (audio === null) return;
    this.#until = slice?.end ?? Infinity;
    const { duration } = this.state.get();
    if (slice) this.seek(slice.start);
    else if (duration !== null && audio.currentTime >= duration - 0.05) this.seek(0);
    // The browser may stop it before it has begun: that is no error of anybody's.
    await audio.play().catch(() => patch(this.state, { playing: false }));
  };

  readonly pause = (): void => this.#audio?.pause();

  readonly seek = (seconds: number): void => {
    if (this.#audio === null) return;
    const end = this.state.get().duration ?? seconds;
    const at = Math.min(Math.max(0, seconds), end);
    this.#audio.currentTime = at;
    this.time.set(at);
    if (at >= this.#until) this.#until = Infinity;
  };

  readonly setRate = (rate: number): void => {
    if (this.#audio !== null) this.#audio.playbackRate = rate;
    patch(this.state, { rate });
  };

  #listen(audio: HTMLAudioElement): void {
    const mine = (work: () => void) => () => {
      if (this.#audio === audio) work();
    };
    let measuring = false;
    const ready = () => {
      const known = Number.isFinite(audio.duration) ? audio.duration : this.state.get().duration;
      patch(this.state, { status: "ready", duration: known });
    };
    audio.addEventListener(
      "loadedmetadata",
      mine(() => {
        measuring = !Number.isFinite(audio.duration);
        // What browsers record says not how long it is, and cannot be jumped in until it was gone through once.
        if (measuring) audio.currentTime = Number.MAX_SAFE_INTEGER;
        else ready();
      }),
    );
    audio.addEventListener(
      "durationchange",
      mine(() => {
        if (!measuring || !Number.isFinite(audio.duration)) return;
        measuring = false;
        audio.currentTime = 0;
        ready();
      }),
    );
    audio.addEventListener(
      "error",
      mine(() => {
        this.#still();
        patch(this.state, { status: "unplayable", playing: false });
      }),
    );
    audio.addEventListener(
      "play",
      mine(() => {
        patch(this.state, { playing: true });
        this.#run(audio);
      }),
    );
    for (const event of ["pause", "ended"] as const) {
      audio.addEventListener(
        event,
        mine(() => {
          this.#still();
          this.time.set(audio.currentTime);
          patch(this.state, { playing: false });
        }),
      );
    }
  }

  #run(audio: HTMLAudioElement): void {
    this.#still();
    const draw = () => {
      this.time.set(audio.currentTime);
      if (audio.currentTime >= this.#until) {
        this.#until = Infinity;
        audio.pause();
      } else {
        this.#frame = this.#parts.frame(draw);
      }
    };
    this.#frame = this.#parts.frame(draw);
  }

  #still(): void {
    if (this.#frame !== null) this.#parts.cancel(this.#frame);
    this.#frame = null;
  }
}

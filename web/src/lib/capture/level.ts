import { patch } from "../live/patch";
import { createStore } from "../util/store";
import workletUrl from "./level-worklet.js?url&no-inline";
import { blockOf, Meter, UNHEARD, type Block, type Judgement, type Level } from "./meter";
import { Overview, Recent } from "./waveform";

/** What changes seldom enough to draw a page anew for. */
export interface Hearing {
  /**
   * How the sound is looked at: on the audio thread, or by a timer of the page where that is not possible. `suspended`: the
   * browser lets no sound through before the person presses something; `failed`: it cannot be looked at.
   */
  by: "nothing" | "worklet" | "timer" | "suspended" | "failed";
  judgement: Judgement;
  clipping: boolean;
}

/** What of the browser is needed. */
export interface LevelParts {
  context: () => AudioContext;
  workletUrl: string;
  now: () => number;
}

const PARTS: LevelParts = {
  context: () => new AudioContext(),
  workletUrl,
  now: () => performance.now(),
};

/** The rate that waves are counted in. */
const RATE = 48_000;
/** How often the timer looks, milliseconds. */
const TICK = 40;

/** How loud a stream is, and its wave. */
export class LevelMeter {
  readonly hearing = createStore<Hearing>({ by: "nothing", judgement: "listening", clipping: false });
  /** The wave of the last ten seconds, whether it is recorded or not. */
  readonly recent = new Recent(RATE);
  /** The wave of what was heard while `draw` was on: of the whole take. */
  readonly overview = new Overview(RATE);
  readonly #parts: LevelParts;
  readonly #listeners = new Set<() => void>();
  #level: Level = UNHEARD;
  #drawing = false;

  constructor(parts: LevelParts = PARTS) {
    this.#parts = parts;
  }

  /** How loud it is now. Ask in an animation frame, or `subscribe`. */
  get level(): Level {
    return this.#level;
  }

  /** Calls `listener` some 50 times a second, with every piece of sound. Not for drawing a page anew. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Whether what is heard is put into the overview: not while a take is paused. */
  readonly draw = (drawing: boolean): void => {
    this.#drawing = drawing;
  };

  /** Begins the overview anew, for another take. */
  readonly clear = (): void => {
    this.overview.clear();
    this.#tell();
  };

  /** Listens to `stream` until the function that comes back is called. */
  readonly listen = (stream: MediaStream): (() => void) => {
    const ends: (() => void)[] = [];
    let ended = false;
    const on = (end: () => void) => (ended ? end() : ends.push(end));
    const tell = (by: Hearing["by"]) => {
      if (!ended) patch(this.hearing, { by });
    };
    this.#connect(stream, on, tell).catch(() => tell("failed"));
    return () => {
      ended = true;
      for (const end of ends.splice(0).reverse()) end();
      this.#level = UNHEARD;
      this.hearing.set({ by: "nothing", judgement: "listening", clipping: false });
      this.#tell();
    };
  };

  async #connect(
    stream: MediaStream,
    on: (end: () => void) => void,
    tell: (by: Hearing["by"]) => void,
  ): Promise<void> {
    const context = this.#parts.context();
    on(() => void context.close().catch(() => undefined));
    const source = context.createMediaStreamSource(stream);
    on(() => source.disconnect());
    const meter = new Meter(context.sampleRate);
    this.recent.clear();

    const by = await this.#byWorklet(context, source, meter, on).catch(() =>
      this.#byTimer(context, source, meter, on),
    );
    const told = () => tell(context.state === "running" ? by : "suspended");
    context.addEventListener("statechange", told);
    on(() => context.removeEventListener("statechange", told));
    told();
    if (context.state !== "running") this.#wake(context, on);
  }

  async #byWorklet(
    context: AudioContext,
    source: AudioNode,
    meter: Meter,
    on: (end: () => void) => void,
  ): Promise<"worklet"> {
    await context.audioWorklet.addModule(this.#parts.workletUrl);
    const node = new AudioWorkletNode(context, "level", { numberOfInputs: 1, numberOfOutputs: 1 });
    node.port.onmessage = ({ data }: MessageEvent<Block>) => this.#take(meter, data);
    pull(context, source, node, on);
    on(() => {
      node.port.onmessage = null;
    });
    return "worklet";
  }

  /** Looks at the last samples now and then, and takes them for all since the last look. */
  #byTimer(context: AudioContext, source: AudioNode, meter: Meter, on: (end: () => void) => void): "timer" {
    const node = context.createAnalyser();
    node.fftSize = 2048;
    const samples = new Float32Array(node.fftSize);
    let last = this.#parts.now();
    const timer = setInterval(() => {
      const now = this.#parts.now();
      const count = Math.round(((now - last) / 1000) * context.sampleRate);
      last = now;
      if (context.state !== "running" || count <= 0) return;
      node.getFloatTimeDomainData(samples);
      const block = blockOf(samples);
      const share = count / block.count;
      this.#take(meter, { ...block, count, squares: block.squares * share });
    }, TICK);
    pull(context, source, node, on);
    on(() => clearInterval(timer));
    return "timer";
  }

  #take(meter: Meter, block: Block): void {
    this.#level = meter.push(block);
    // Another device in the middle of a take may have another rate.
    const count = (block.count * RATE) / meter.rate;
    this.recent.push(count, block);
    if (this.#drawing) this.overview.push(count, block);
    patch(this.hearing, { judgement: this.#level.judgement, clipping: this.#level.clipping });
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** A browser may let sound through only after the person pressed something. */
  #wake(context: AudioContext, on: (end: () => void) => void): void {
    const resume = () => void context.resume().catch(() => undefined);
    const events = ["pointerdown", "keydown"] as const;
    for (const event of events) window.addEventListener(event, resume);
    on(() => {
      for (const event of events) window.removeEventListener(event, resume);
    });
    resume();
  }
}

/** Connects `source` to `node`, and that to the speaker without a sound: a node that leads nowhere is not run by every browser. */
function pull(
  context: AudioContext,
  source: AudioNode,
  node: AudioNode,
  on: (end: () => void) => void,
): void {
  const mute = context.createGain();
  mute.gain.value = 0;
  source.connect(node);
  node.connect(mute);
  mute.connect(context.destination);
  on(() => {
    source.disconnect(node);
    node.disconnect();
    mute.disconnect();
  });
}

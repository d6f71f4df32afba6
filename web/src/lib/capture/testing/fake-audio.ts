import type { LevelParts } from "../level";
import type { Block } from "../meter";

class FakeNode {
  to = new Set<FakeNode>();
  gain = { value: 1 };
  fftSize = 2048;
  port: { onmessage: ((event: { data: Block }) => void) | null } = { onmessage: null };
  samples = new Float32Array(2048);

  connect(node: FakeNode): void {
    this.to.add(node);
  }

  disconnect(node?: FakeNode): void {
    if (node === undefined) this.to.clear();
    else this.to.delete(node);
  }

  getFloatTimeDomainData(into: Float32Array): void {
    into.set(this.samples.subarray(0, into.length));
  }
}

/** An audio context that hears what the test says. */
export class FakeContext extends EventTarget {
  state: AudioContextState;
  sampleRate = 48_000;
  destination = new FakeNode();
  source = new FakeNode();
  analyser = new FakeNode();
  modules: string[] = [];
  readonly #worklets: boolean;

  constructor(state: AudioContextState = "running", worklets = true) {
    super();
    this.state = state;
    this.#worklets = worklets;
  }

  get audioWorklet() {
    if (!this.#worklets) return undefined;
    return {
      addModule: (url: string) => {
        this.modules.push(url);
        return Promise.resolve();
      },
    };
  }

  createMediaStreamSource = () => this.source;
  createAnalyser = () => this.analyser;
  createGain = () => new FakeNode();

  resume = () => Promise.resolve();
  close = () => {
    this.become("closed");
    return Promise.resolve();
  };

  become(state: AudioContextState): void {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

/** What stands for `AudioWorkletNode`; the newest is kept. */
export class FakeWorklet extends FakeNode {
  static newest: FakeWorklet | null = null;

  constructor() {
    super();
    FakeWorklet.newest = this;
  }

  hear(block: Block): void {
    this.port.onmessage?.({ data: block });
  }
}

export function fakeLevelParts(context: FakeContext): LevelParts {
  return {
    context: () => context as unknown as AudioContext,
    workletUrl: "/assets/level.js",
    now: () => performance.now(),
  };
}

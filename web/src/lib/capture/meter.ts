/** Some milliseconds of sound, summed up. Samples are from -1 to 1. */
export interface Block {
  /** Sum of the samples' squares. */
  squares: number;
  /** How many samples. */
  count: number;
  min: number;
  max: number;
  /** Samples at the end of the scale. */
  clipped: number;
}

/** From where on a sample counts as clipped: at the end of the scale, or as near as makes no difference. */
export const CLIPPED = 0.99;

/** Sums samples up. */
export function blockOf(samples: Float32Array): Block {
  const block: Block = { squares: 0, count: samples.length, min: 0, max: 0, clipped: 0 };
  for (const sample of samples) {
    block.squares += sample * sample;
    if (sample < block.min) block.min = sample;
    if (sample > block.max) block.max = sample;
    if (Math.abs(sample) >= CLIPPED) block.clipped += 1;
  }
  return block;
}

/**
 * What to tell the person about how loud it is.
 * - `listening`: too early to say.
 * - `silent`: nothing comes, as from a microphone that is switched off or the wrong one.
 * - `quiet`: there is something, and it is too quiet to be measured well.
 * - `good`.
 */
export type Judgement = "listening" | "silent" | "quiet" | "good";

export interface Level {
  /** Root mean square over the last 300 ms, dBFS (a full-scale sine has -3). */
  rms: number;
  /** Highest sample, dBFS; falls by 20 dB a second from where it was. */
  peak: number;
  judgement: Judgement;
  /** It was too loud within the last two seconds: the tops of the wave are cut off. */
  clipping: boolean;
}

/** Lowest level that is told, dBFS. */
export const FLOOR = -100;

/** Window of the root mean square, seconds. */
const WINDOW = 0.3;
/** How long the loudest moment counts for the judgement, seconds: longer than a speaker's pause. */
const MEMORY = 3;
/** How long must be heard before there is a judgement, seconds. */
const PATIENCE = 1.5;
/** How fast a shown peak falls, dB a second. */
const FALL = 20;
/** How long clipping is told, seconds. */
const CLIPPING = 2;
/** One sample at the end of the scale may be chance; this many within a block are not. */
const TOO_MANY = 2;

/** Judgements by the loudest moment, dBFS: one is left only past the outer bound, so that it does not flicker. */
const SILENT = { enter: -62, leave: -57 };
const QUIET = { enter: -42, leave: -38 };

export const UNHEARD: Level = { rms: FLOOR, peak: FLOOR, judgement: "listening", clipping: false };

/** Follows how loud the sound is. */
export class Meter {
  /** Samples a second. */
  readonly rate: number;
  #level = UNHEARD;
  /** Blocks of the window. */
  #window: Block[] = [];
  #count = 0;
  /** Samples heard. */
  #heard = 0;
  /** When clipping was last heard, in samples from the beginning. */
  #clippedAt = -Infinity;
  /** Moments that may still be the loudest of the last seconds: each is louder than all after it. */
  #loudest: { at: number; rms: number }[] = [];

  constructor(sampleRate: number) {
    this.rate = sampleRate;
  }

  get level(): Level {
    return this.#level;
  }

  push(block: Block): Level {
    if (block.count === 0) return this.#level;
    this.#heard += block.count;
    if (block.clipped >= TOO_MANY) this.#clippedAt = this.#heard;
    const rms = this.#rms(block);
    this.#level = {
      rms,
      peak: this.#peak(block),
      judgement: this.#judge(rms),
      clipping: this.#heard - this.#clippedAt < CLIPPING * this.rate,
    };
    return this.#level;
  }

  #rms(block: Block): number {
    this.#window.push(block);
    this.#count += block.count;
    while (this.#window.length > 1 && this.#count > WINDOW * this.rate) {
      this.#count -= this.#window.shift()?.count ?? 0;
    }
    // Summed anew each time: adding and taking away would leave a rest that digital silence shows.
    const whole = this.#window.reduce((sum, { squares }) => sum + squares, 0);
    return decibels(Math.sqrt(whole / this.#count));
  }

  #peak(block: Block): number {
    const fallen = this.#level.peak - (FALL * block.count) / this.rate;
    return Math.max(fallen, decibels(Math.max(block.max, -block.min)));
  }

  #judge(rms: number): Judgement {
    while ((this.#loudest.at(-1)?.rms ?? Infinity) <= rms) this.#loudest.pop();
    this.#loudest.push({ at: this.#heard, rms });
    while (this.#heard - (this.#loudest[0]?.at ?? 0) > MEMORY * this.rate) this.#loudest.shift();
    if (this.#heard < PATIENCE * this.rate) return "listening";
    const loudest = this.#loudest[0]?.rms ?? FLOOR;
    const now = this.#level.judgement;
    if (loudest < (now === "silent" ? SILENT.leave : SILENT.enter)) return "silent";
    if (loudest < (now === "quiet" || now === "silent" ? QUIET.leave : QUIET.enter)) return "quiet";
    return "good";
  }
}

function decibels(amplitude: number): number {
  return amplitude > 0 ? Math.max(FLOOR, 20 * Math.log10(amplitude)) : FLOOR;
}

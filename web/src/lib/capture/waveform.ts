/** Lowest and highest sample of each of some stretches of equal length. */
export interface Bins {
  min: Float32Array;
  max: Float32Array;
  /** How long one stretch is, seconds. */
  seconds: number;
}

interface Extremes {
  min: number;
  max: number;
}

/** Takes extremes of sound of any length in, and gives out those of stretches of equal length. */
class Cutter {
  #min = 0;
  #max = 0;
  #filled = 0;

  /** Calls `full` for every stretch of `length` samples that is complete now. */
  push(count: number, { min, max }: Extremes, length: number, full: (bin: Extremes) => void): void {
    for (let left = count; left > 0;) {
      const part = Math.min(left, length - this.#filled);
      this.#min = Math.min(this.#min, min);
      this.#max = Math.max(this.#max, max);
      this.#filled += part;
      left -= part;
      if (this.#filled >= length) {
        const bin = { min: this.#min, max: this.#max };
        this.clear();
        full(bin);
      }
    }
  }

  clear(): void {
    this.#min = this.#max = this.#filled = 0;
  }
}

/**
 * The wave of a whole take in bounded memory: when there is no room for another stretch, two neighbours become one, and
 * from then on each stands for twice as long. An hour has as many as a minute.
 */
export class Overview {
  readonly #min: Float32Array;
  readonly #max: Float32Array;
  readonly #rate: number;
  readonly #first: number;
  readonly #cutter = new Cutter();
  #length: number;
  #bins = 0;

  /** @param bins how many stretches at most, an even number; `first`: how long one is in the beginning, seconds. */
  constructor(sampleRate: number, bins = 2048, first = 0.02) {
    this.#rate = sampleRate;
    this.#first = this.#length = Math.max(1, Math.round(first * sampleRate));
    this.#min = new Float32Array(bins);
    this.#max = new Float32Array(bins);
  }

  push(count: number, extremes: Extremes): void {
    let left = count;
    // A stretch that ends may make all longer: at most one at a time is cut off.
    while (left > 0) {
      const part = Math.min(left, this.#length);
      this.#cutter.push(part, extremes, this.#length, this.#add);
      left -= part;
    }
  }

  /** The wave so far. The arrays are views that later sound changes. */
  get bins(): Bins {
    const seconds = this.#length / this.#rate;
    return { min: this.#min.subarray(0, this.#bins), max: this.#max.subarray(0, this.#bins), seconds };
  }

  clear(): void {
    this.#bins = 0;
    this.#length = this.#first;
    this.#cutter.clear();
  }

  readonly #add = ({ min, max }: Extremes): void => {
    this.#min[this.#bins] = min;
    this.#max[this.#bins] = max;
    this.#bins += 1;
    if (this.#bins === this.#min.length) this.#halve();
  };

  #halve(): void {
    this.#bins /= 2;
    for (let bin = 0; bin < this.#bins; bin += 1) {
      this.#min[bin] = Math.min(this.#min[2 * bin] ?? 0, this.#min[2 * bin + 1] ?? 0);
      this.#max[bin] = Math.max(this.#max[2 * bin] ?? 0, this.#max[2 * bin + 1] ?? 0);
    }
    this.#length *= 2;
  }
}

/** The wave of the last seconds, for a drawing that runs along. */
export class Recent {
  readonly #min: Float32Array;
  readonly #max: Float32Array;
  readonly #length: number;
  readonly #seconds: number;
  readonly #cutter = new Cutter();
  /** Where the next stretch goes. */
  #next = 0;
  #total = 0;

  constructor(sampleRate: number, seconds = 10, each = 0.02) {
    this.#length = Math.max(1, Math.round(each * sampleRate));
    this.#seconds = this.#length / sampleRate;
    const bins = Math.max(1, Math.round(seconds / each));
    this.#min = new Float32Array(bins);
    this.#max = new Float32Array(bins);
  }

  push(count: number, extremes: Extremes): void {
    // More than there is room for would only write over itself.
    const most = (this.#min.length + 1) * this.#length;
    this.#cutter.push(Math.min(count, most), extremes, this.#length, ({ min, max }) => {
      this.#min[this.#next] = min;
      this.#max[this.#next] = max;
      this.#next = (this.#next + 1) % this.#min.length;
      this.#total += 1;
    });
  }

  /** How many stretches there were in all: tells a drawing how far to move. */
  get total(): number {
    return this.#total;
  }

  /** The wave, the oldest first: shorter than the whole as long as little was heard. */
  get bins(): Bins {
    const ordered = (ring: Float32Array) => {
      const count = Math.min(this.#total, ring.length);
      const from = this.#total > ring.length ? this.#next : 0;
      return Float32Array.from({ length: count }, (_, index) => ring[(from + index) % ring.length] ?? 0);
    };
    return { min: ordered(this.#min), max: ordered(this.#max), seconds: this.#seconds };
  }

  clear(): void {
    this.#next = this.#total = 0;
    this.#cutter.clear();
  }
}

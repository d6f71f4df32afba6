/* global AudioWorkletProcessor, registerProcessor, sampleRate */

/**
 * Sums the sound up on the audio thread, 20 ms at a time, so that the page has little to do however busy it is. It runs in
 * a world of its own: no imports, and the page loads this file as it is.
 */
class LevelProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    this.length = Math.round(sampleRate / 50);
    this.reset();
  }

  reset() {
    this.count = 0;
    this.squares = 0;
    this.min = 0;
    this.max = 0;
    this.clipped = 0;
  }

  process([input]) {
    const samples = input[0];
    // No channel: the source has ended or is muted by the system.
    if (samples === undefined) return true;
    for (const sample of samples) {
      this.squares += sample * sample;
      if (sample < this.min) this.min = sample;
      if (sample > this.max) this.max = sample;
      if (sample >= 0.99 || sample <= -0.99) this.clipped += 1;
      this.count += 1;
      if (this.count === this.length) {
        const { squares, count, min, max, clipped } = this;
        this.port.postMessage({ squares, count, min, max, clipped });
        this.reset();
      }
    }
    return true;
  }
}

registerProcessor("level", LevelProcessor);

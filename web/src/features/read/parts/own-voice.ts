import type { Schema } from "@/lib/api";

/** Around a word, seconds: a cut exactly at its times sounds chopped. */
const MARGIN = 0.06;

/** What of the browser is needed. */
export type OwnVoiceParts = { context: () => AudioContext };

const PARTS: OwnVoiceParts = { context: () => new AudioContext() };

/**
 * Plays a short recording, all of it or a stretch of it. It is decoded as a whole: a stretch may be a single sound of a
 * tenth of a second, which the player of long recordings (`use-playback`) cannot cut as exactly.
 */
export class OwnVoice {
  readonly #parts: OwnVoiceParts;
  #context: AudioContext | null = null;
  #source: AudioBufferSourceNode | null = null;

  constructor(parts: OwnVoiceParts = PARTS) {
    this.#parts = parts;
  }

  /** @throws when the browser cannot decode it. */
  async decode(sound: Blob): Promise<AudioBuffer> {
    return this.#open().decodeAudioData(await sound.arrayBuffer());
  }

  /** Plays, and resolves when it has ended or was stopped. */
  async play(buffer: AudioBuffer, span?: Schema<"Span">): Promise<void> {
    this.stop();
    const context = this.#open();
    // It may be asleep until the person pressed something.
    await context.resume();
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    const ended = new Promise<void>((resolve) => source.addEventListener("ended", () => resolve()));
    this.#source = source;
    if (span) {
      const from = Math.max(0, span.start - MARGIN);
      source.start(0, from, Math.max(2 * MARGIN, span.end + MARGIN - from));
    } else {
      source.start();
    }
    await ended;
  }

  stop(): void {
    this.#source?.stop();
    this.#source = null;
  }

  /** Gives the speaker back. */
  close(): void {
    this.stop();
    void this.#context?.close().catch(() => undefined);
    this.#context = null;
  }

  #open(): AudioContext {
    this.#context ??= this.#parts.context();
    return this.#context;
  }
}

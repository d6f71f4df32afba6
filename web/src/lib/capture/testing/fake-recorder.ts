import type { FakeStream } from "./fake-microphone";

/** A MediaRecorder that records what the test says, by the rules of the standard. */
export class FakeRecorder {
  static newest: FakeRecorder | null = null;
  state: RecordingState = "inactive";
  slice = 0;
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: ((event: Event) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;
  readonly options: MediaRecorderOptions;
  #held: BlobPart[] = [];

  constructor(stream: FakeStream, options: MediaRecorderOptions) {
    this.options = options;
    FakeRecorder.newest = this;
    stream.track.addEventListener("ended", () => this.stop());
  }

  start(slice: number): void {
    this.state = "recording";
    this.slice = slice;
  }

  pause(): void {
    this.state = "paused";
  }

  resume(): void {
    this.state = "recording";
  }

  requestData(): void {
    if (this.state === "inactive") throw new DOMException("inactive", "InvalidStateError");
    this.#give();
  }

  stop(): void {
    if (this.state === "inactive") return;
    this.state = "inactive";
    // The rest and the end come later, in this order.
    setTimeout(() => {
      this.#give();
      this.onstop?.(new Event("stop"));
    });
  }

  /** Sound was encoded; without `hold` a slice is over and the sound is given out. */
  hear(bytes: ArrayBuffer, hold = false): void {
    this.#held.push(bytes);
    if (!hold) this.#give();
  }

  #give(): void {
    this.ondataavailable?.({ data: new Blob(this.#held.splice(0)) });
  }
}

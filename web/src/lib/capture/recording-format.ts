/** In which format a browser records. */
export interface RecordingFormat {
  type: string;
  extension: string;
}

/** The best first: Opus loses the least of a voice for its size. Older Safari has only AAC. */
const FORMATS: readonly RecordingFormat[] = [
  { type: "audio/webm;codecs=opus", extension: "webm" },
  { type: "audio/ogg;codecs=opus", extension: "ogg" },
  { type: "audio/mp4;codecs=mp4a.40.2", extension: "m4a" },
  { type: "audio/mp4", extension: "m4a" },
  { type: "audio/webm", extension: "webm" },
];

/** The first format that `supports` says yes to; `null` when there is none. */
export function recordingFormat(supports: (type: string) => boolean): RecordingFormat | null {
  return FORMATS.find(({ type }) => supports(type)) ?? null;
}

/** Bits a second: jitter and shimmer are still those of the voice, and an hour has 43 MB. */
export const BITS = 96_000;

/** A file's name for a take that began at `at`, such as `take-2026-05-01-0930.webm`. */
export function takeName(at: Date, { extension }: RecordingFormat): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `take-${day}-${two(at.getHours())}${two(at.getMinutes())}.${extension}`;
}

/** What a file is refused for before anything of it is sent. */
export type FileFault = "empty" | "too-large" | "no-sound" | "too-short" | "no-room";

const EXTENSIONS = new Set(
  "aac aif aiff alac caf flac m4a m4b mka mkv mov mp3 mp4 oga ogg opus wav wave webm".split(" "),
);

/** For the file dialog. */
export const ACCEPT = ["audio/*", ...[...EXTENSIONS].map((extension) => `.${extension}`)].join(",");

/** What is wrong with a file, as far as its name, size and type tell. `largest`, bytes, may be unknown. */
export function faultOf(
  { name, size, type }: Pick<File, "name" | "size" | "type">,
  largest: number | null,
): FileFault | null {
  if (size === 0) return "empty";
  const extension = name.includes(".") ? (name.split(".").pop() ?? "").toLowerCase() : "";
  const sound = type.startsWith("audio/") || type.startsWith("video/") || EXTENSIONS.has(extension);
  if (!sound) return "no-sound";
  return largest !== null && size > largest ? "too-large" : null;
}

/** How long a file is, seconds; `null` where this browser cannot say. The server may understand it all the same. */
export function lengthOf(file: Blob, audio: HTMLAudioElement = new Audio()): Promise<number | null> {
  const url = URL.createObjectURL(file);
  return new Promise<number | null>((resolve) => {
    audio.onloadedmetadata = () => resolve(Number.isFinite(audio.duration) ? audio.duration : null);
    audio.onerror = () => resolve(null);
    setTimeout(() => resolve(null), 4000);
    audio.preload = "metadata";
    audio.src = url;
  }).finally(() => {
    audio.removeAttribute("src");
    URL.revokeObjectURL(url);
  });
}

/** A title made of a file's name. */
export function titleOf(name: string): string {
  return name
    .replace(/\.[^.]{1,5}$/, "")
    .replace(/[_-]+/g, " ")
    .trim()
    .slice(0, 200);
}

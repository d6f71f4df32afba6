import { useState } from "react";

import { pageTakes } from "@/lib/capture/page";
import { SHORTEST } from "@/lib/capture/recorder";
import { room } from "@/lib/capture/take-store";
import type { TakeAbout } from "@/lib/capture/take";
import { randomId } from "@/lib/util/random-id";

import { faultOf, lengthOf, type FileFault } from "./take-file";

/** How much is put into the store at a time, bytes. */
const SLICE = 4 * 1024 * 1024;

/**
 * Takes a file as a take into this browser's store, from where it is sent like one that was recorded. `largest` is how many
 * bytes the server takes; while it is `null`, the server is the one to refuse.
 */
export function useFile(largest: number | null, onKept: (take: string) => void) {
  const [fault, setFault] = useState<FileFault | null>(null);
  /** Share that is in the store, 0 to 1; `null` while there is nothing to do. */
  const [share, setShare] = useState<number | null>(null);

  const take = async (file: File, about: TakeAbout) => {
    setFault(null);
    setShare(0);
    try {
      const why = faultOf(file, largest) ?? (await moreFaults(file));
      if (why === null) onKept(await keepFile(file, about, setShare));
      else setFault(why);
    } catch {
      // The file was moved or changed meanwhile, or there is no room even in memory.
      setFault("no-room");
    } finally {
      setShare(null);
    }
  };
  return { fault, share, take, check: (file: File) => setFault(faultOf(file, largest)) };
}

async function moreFaults(file: File): Promise<FileFault | null> {
  const seconds = await lengthOf(file);
  if (seconds !== null && seconds < SHORTEST) return "too-short";
  const { free } = await room();
  return free !== null && free < file.size ? "no-room" : null;
}

async function keepFile(file: File, about: TakeAbout, told: (share: number) => void): Promise<string> {
  const takes = pageTakes();
  const id = randomId();
  const release = await takes.hold(id);
  try {
    await takes.add(about, { id, name: file.name, type: file.type || "application/octet-stream" });
    for (let from = 0; from < file.size; from += SLICE) {
      await takes.append(id, file.slice(from, from + SLICE), null);
      told(Math.min(1, (from + SLICE) / file.size));
    }
    await takes.change(id, { state: "kept", seconds: await lengthOf(file) });
    return id;
  } catch (error) {
    await takes.remove(id);
    throw error;
  } finally {
    release?.();
  }
}

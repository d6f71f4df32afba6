import { createStore } from "../util/store";
import { randomId } from "../util/random-id";
import { browserLocks, type Locks } from "./locks";
import { TakeDatabase, type Chunk } from "./take-database";
import type { Kept, KeptTake, Source, Take, TakeAbout } from "./take";

/** Why takes are not on the disk. */
export type Trouble =
  /** There is no room. */
  | "full"
  /** The browser keeps nothing: a private window, or it was told so. */
  | "unavailable";

/** A take of which not everything could be put on the disk. */
interface InMemory {
  /** As it is; the disk knows only what is on the disk. */
  take: Take;
  /** Where the part that is only here begins. */
  from: number;
  chunks: Chunk[];
}

export interface TakeStoreParts {
  database: TakeDatabase;
  locks: Locks;
  now: () => number;
}

export function takeStoreParts(): TakeStoreParts {
  return { database: new TakeDatabase(), locks: browserLocks(), now: Date.now };
}

/** A take that was not touched for this long is not being recorded, where the browser cannot tell who works on it. */
const LEFT = 15_000;

/**
 * Takes, kept in this browser until the server has them. What the disk does not take stays in memory: a full disk is told
 * and costs nothing as long as the page is open.
 */
export class TakeStore {
  /** Why not everything is on the disk; `null` as long as it is. */
  readonly trouble = createStore<Trouble | null>(null);
  readonly #parts: TakeStoreParts;
  readonly #memory = new Map<string, InMemory>();
  readonly #listeners = new Set<() => void>();
  readonly #channel: BroadcastChannel | null;

  constructor(parts: TakeStoreParts = takeStoreParts()) {
    this.#parts = parts;
    this.#channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("vivavoce-takes") : null;
    this.#channel?.addEventListener("message", () => this.#tell());
  }

  /** Calls `listener` when a take came, changed or went, in any tab; not for every piece of sound. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins a take, to which sound is appended then. Who adds one holds it: an id can be taken before. */
  async add(
    about: TakeAbout,
    { name, type, id = randomId() }: { name: string; type: string; id?: string },
  ): Promise<KeptTake> {
    const now = this.#parts.now();
    const take: Take = {
      ...about,
      id,
      state: "recording",
      name,
      type,
      bytes: 0,
      seconds: null,
      createdAt: now,
      touchedAt: now,
      sending: null,
      problem: null,
    };
    try {
      await this.#parts.database.put(take);
    } catch (error) {
      this.#failed(error);
      this.#memory.set(take.id, { take, from: 0, chunks: [] });
    }
    this.#changed();
    return this.#with(take);
  }

  /** Puts sound behind what is there; `seconds` is how long the take is with it. One call at a time. */
  async append(id: string, sound: Blob | ArrayBuffer, seconds: number | null): Promise<Kept> {
    const bytes = sound instanceof Blob ? await sound.arrayBuffer() : sound;
    const fields = { seconds, touchedAt: this.#parts.now() };
    if (bytes.byteLength === 0) return this.#kept(id);
    if (!this.#memory.has(id)) {
      try {
        await this.#parts.database.append(id, bytes, fields);
        return "disk";
      } catch (error) {
        this.#failed(error);
        const take = await this.#parts.database.get(id).catch(() => undefined);
        if (take === undefined) throw error;
        this.#memory.set(id, { take, from: take.bytes, chunks: [] });
      }
    }
    const memory = this.#memory.get(id);
    if (memory !== undefined) {
      memory.chunks.push({ take: id, from: memory.take.bytes, bytes });
      memory.take = { ...memory.take, ...fields, bytes: memory.take.bytes + bytes.byteLength };
    }
    return this.#kept(id);
  }

  async get(id: string): Promise<KeptTake | null> {
    const take =
      this.#memory.get(id)?.take ?? (await this.#parts.database.get(id).catch(() => undefined)) ?? null;
    return take && this.#with(take);
  }

  /** Takes of one person in one org that the server does not have or does not work on yet, the newest first. */
  async unfinished(owner: string, org: string): Promise<KeptTake[]> {
    let takes: Take[] = [];
    try {
      takes = await this.#parts.database.list(owner, org);
    } catch (error) {
      this.#failed(error);
    }
    const only = [...this.#memory.values()].filter(({ take }) => take.owner === owner && take.org === org);
    const known = new Map([...takes, ...only.map(({ take }) => take)].map((take) => [take.id, take]));
    const mended = await Promise.all([...known.values()].map((take) => this.#mended(take)));
    return mended
      .filter((take) => take !== null)
      .sort((a, b) => b.createdAt - a.createdAt)
      .map((take) => this.#with(take));
  }

  async change(id: string, fields: Partial<Omit<Take, "id" | "bytes" | "owner" | "org">>): Promise<void> {
    const touched = { ...fields, touchedAt: this.#parts.now() };
    const memory = this.#memory.get(id);
    if (memory !== undefined) memory.take = { ...memory.take, ...touched };
    if (this.#kept(id) !== "memory") {
      await this.#parts.database.change(id, touched).catch((error: unknown) => {
        this.#failed(error);
        // What cannot be written down is at least true until the page is closed.
        if (memory === undefined) return this.#remember(id, touched);
      });
    }
    this.#changed();
  }

  /** The bytes of a take. */
  async source(id: string): Promise<Source | null> {
    const take = await this.get(id);
    if (take === null) return null;
    return {
      bytes: take.bytes,
      read: (from, to) => this.#read(id, take.type, from, Math.min(to, take.bytes)),
    };
  }

  /** The whole take as a file, to be played or saved by the person. */
  async file(id: string): Promise<File | null> {
    const [take, source] = await Promise.all([this.get(id), this.source(id)]);
    if (take === null || source === null) return null;
    return new File([await source.read(0, source.bytes)], take.name, { type: take.type });
  }

  /** The server has all of the take: its sound is forgotten here. */
  async uploaded(id: string): Promise<void> {
    const fields = { state: "uploaded", touchedAt: this.#parts.now() } as const;
    const memory = this.#memory.get(id);
    if (memory !== undefined)
      this.#memory.set(id, { ...memory, take: { ...memory.take, ...fields }, chunks: [] });
    if (this.#kept(id) !== "memory")
      await this.#parts.database.strip(id, fields).catch((error: unknown) => this.#failed(error));
    this.#changed();
  }

  async remove(id: string): Promise<void> {
    this.#memory.delete(id);
    await this.#parts.database.delete(id).catch((error: unknown) => this.#failed(error));
    this.#changed();
  }

  /** Forgets everything of one person, for whoever erases their data. */
  async erase(owner: string): Promise<void> {
    for (const [id, { take }] of this.#memory) if (take.owner === owner) this.#memory.delete(id);
    for (const id of await this.#parts.database.ids(owner)) await this.#parts.database.delete(id);
    this.#changed();
  }

  /** Takes a take for oneself, to record or to send it; `null` when somebody has it, in this tab or another. */
  hold(id: string): Promise<(() => void) | null> {
    return this.#parts.locks.take(lockOf(id));
  }

  /** A take that was being recorded when its page went away is whole as far as it came; an empty one is none. */
  async #mended(take: Take): Promise<Take | null> {
    if (take.state !== "recording") return take;
    const { locks, now } = this.#parts;
    if (await locks.held(lockOf(take.id))) return take;
    if (!locks.shared && now() - take.touchedAt < LEFT) return take;
    if (take.bytes === 0) {
      await this.remove(take.id);
      return null;
    }
    await this.#parts.database
      .change(take.id, { state: "kept" })
      .catch((error: unknown) => this.#failed(error));
    return { ...take, state: "kept" };
  }

  async #read(id: string, type: string, from: number, to: number): Promise<Blob> {
    if (from >= to) return new Blob([], { type });
    const memory = this.#memory.get(id);
    const chunks: Chunk[] = [];
    if (this.#kept(id) !== "memory") chunks.push(...(await this.#parts.database.chunks(id, from, to)));
    // What came into memory is behind what is on the disk.
    chunks.push(...(memory?.chunks ?? []).filter((chunk) => chunk.from < to));
    const parts = chunks.flatMap(({ from: begin, bytes }) => {
      const [start, end] = [Math.max(0, from - begin), Math.min(bytes.byteLength, to - begin)];
      return start < end ? [bytes.slice(start, end)] : [];
    });
    const blob = new Blob(parts, { type });
    if (blob.size !== to - from) throw new DOMException("A part of the take is missing.", "DataError");
    return blob;
  }

  async #remember(id: string, fields: Partial<Take>): Promise<void> {
    const take = await this.#parts.database.get(id).catch(() => undefined);
    if (take !== undefined)
      this.#memory.set(id, { take: { ...take, ...fields }, from: take.bytes, chunks: [] });
  }

  #kept(id: string): Kept {
    const memory = this.#memory.get(id);
    if (memory === undefined) return "disk";
    if (memory.from > 0) return "part";
    return "memory";
  }

  #with(take: Take): KeptTake {
    return { ...take, kept: this.#kept(take.id) };
  }

  #failed(error: unknown): void {
    const name = error instanceof Error || error instanceof DOMException ? error.name : "";
    this.trouble.set(name === "QuotaExceededError" ? "full" : "unavailable");
  }

  #changed(): void {
    this.#tell();
    this.#channel?.postMessage("changed");
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const lockOf = (id: string) => `vivavoce-take-${id}`;

/** Asks the browser not to clear what is kept when room gets short, and says how much there is, bytes. */
export async function room(): Promise<{ lasting: boolean; free: number | null }> {
  const { storage } = navigator as Partial<Pick<Navigator, "storage">>;
  if (storage === undefined) return { lasting: false, free: null };
  const lasting = await storage.persist().catch(() => false);
  const { quota, usage } = await storage.estimate().catch((): StorageEstimate => ({}));
  return { lasting, free: quota === undefined ? null : quota - (usage ?? 0) };
}

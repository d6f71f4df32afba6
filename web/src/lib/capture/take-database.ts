import { openDB, type DBSchema, type IDBPDatabase } from "idb";

import type { Take } from "./take";

/** A piece of a take, as it came from the recorder. */
export interface Chunk {
  take: string;
  /** Where in the take it begins, bytes. */
  from: number;
  bytes: ArrayBuffer;
}

interface Schema extends DBSchema {
  takes: { key: string; value: Take; indexes: { mine: [string, string] } };
  chunks: { key: [string, number]; value: Chunk };
}

const NAME = "vivavoce-takes";
/** A crash must not take what the page was told is kept. */
const STRICT = { durability: "strict" } as const;

/** All chunks of a take, and none of another. */
const all = (take: string) => IDBKeyRange.bound([take, 0], [take, Infinity]);

/** Takes on the disk. Every change is whole or not at all. */
export class TakeDatabase {
  #opened: Promise<IDBPDatabase<Schema>> | null = null;

  async put(take: Take): Promise<void> {
    const db = await this.#open();
    const tx = db.transaction("takes", "readwrite", STRICT);
    await Promise.all([tx.store.put(take), tx.done]);
  }

  async get(id: string): Promise<Take | undefined> {
    return (await this.#open()).get("takes", id);
  }

  /** Takes of one person in one org, the newest first. */
  async list(owner: string, org: string): Promise<Take[]> {
    const takes = await (await this.#open()).getAllFromIndex("takes", "mine", [owner, org]);
    return takes.sort((a, b) => b.createdAt - a.createdAt);
  }

  async ids(owner: string): Promise<string[]> {
    const range = IDBKeyRange.bound([owner, ""], [owner, []]);
    return (await this.#open()).getAllKeysFromIndex("takes", "mine", range);
  }

  /** Changes some fields of a take; nothing when it is not there. */
  async change(id: string, fields: Partial<Take>): Promise<Take | undefined> {
    const db = await this.#open();
    const tx = db.transaction("takes", "readwrite", STRICT);
    const take = await tx.store.get(id);
    const changed = take === undefined ? undefined : { ...take, ...fields };
    if (changed !== undefined) await tx.store.put(changed);
    await tx.done;
    return changed;
  }

  /** Puts a chunk behind the others, together with what the take is then. */
  async append(id: string, bytes: ArrayBuffer, fields: Partial<Take>): Promise<void> {
    const db = await this.#open();
    const tx = db.transaction(["takes", "chunks"], "readwrite", STRICT);
    const work = async () => {
      const take = await tx.objectStore("takes").get(id);
      if (take === undefined) throw new DOMException("The take is no longer there.", "NotFoundError");
      await tx.objectStore("chunks").put({ take: id, from: take.bytes, bytes });
      await tx.objectStore("takes").put({ ...take, ...fields, bytes: take.bytes + bytes.byteLength });
    };
    await Promise.all([finish(tx, work), tx.done]);
  }

  /** Chunks in which the bytes from `from` up to, but without, `to` are; in order. */
  async chunks(id: string, from: number, to: number): Promise<Chunk[]> {
    const db = await this.#open();
    const tx = db.transaction("chunks");
    const first = await tx.store.openKeyCursor(IDBKeyRange.bound([id, 0], [id, from]), "prev");
    if (first === null) return [];
    return tx.store.getAll(IDBKeyRange.bound(first.primaryKey, [id, to], false, true));
  }

  /** Changes some fields of a take, and forgets its sound. */
  async strip(id: string, fields: Partial<Take>): Promise<void> {
    const db = await this.#open();
    const tx = db.transaction(["takes", "chunks"], "readwrite", STRICT);
    const work = async () => {
      const take = await tx.objectStore("takes").get(id);
      if (take !== undefined) await tx.objectStore("takes").put({ ...take, ...fields });
      await tx.objectStore("chunks").delete(all(id));
    };
    await Promise.all([finish(tx, work), tx.done]);
  }

  async delete(id: string): Promise<void> {
    const db = await this.#open();
    const tx = db.transaction(["takes", "chunks"], "readwrite", STRICT);
    await Promise.all([
      tx.objectStore("takes").delete(id),
      tx.objectStore("chunks").delete(all(id)),
      tx.done,
    ]);
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const close = () => {
      const opened = this.#opened;
      this.#opened = null;
      void opened?.then((db) => db.close());
    };
    this.#opened ??= openDB<Schema>(NAME, 1, {
      upgrade(db) {
        db.createObjectStore("takes", { keyPath: "id" }).createIndex("mine", ["owner", "org"]);
        db.createObjectStore("chunks", { keyPath: ["take", "from"] });
      },
      // A newer page in another tab wants to change the tables, or the browser closed them.
      blocking: close,
      terminated: () => {
        this.#opened = null;
      },
    });
    this.#opened.catch(() => {
      this.#opened = null;
    });
    return this.#opened;
  }
}

/** Undoes everything of the transaction when `work` fails. */
async function finish(tx: { abort: () => void }, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    try {
      tx.abort();
    } catch {
      // It is over already.
    }
    throw error;
  }
}

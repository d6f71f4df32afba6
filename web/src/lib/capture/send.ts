import { ApiProblem, toProblem } from "../api/problem";
import { randomId } from "../util/random-id";
import type { KeptTake, Sending, Source } from "./take";
import type { TakeStore } from "./take-store";

/** What of the server is needed to send a take. All of it may be asked twice without harm. */
export interface SendApi {
  /** Makes the session; answers its id. */
  createSession: (take: KeptTake, key: string) => Promise<string>;
  /** Begins a recording in pieces; `null` where the org stores no sound, so that it has to come in one. */
  begin: (session: string, take: KeptTake, key: string) => Promise<string | null>;
  /** How many bytes of an upload are there; `null` when it is not there any more. */
  offset: (upload: string) => Promise<number | null>;
  /** Sends a piece; answers how many bytes are there then. */
  piece: (upload: string, offset: number, piece: Blob) => Promise<number>;
  complete: (upload: string) => Promise<void>;
  whole: (session: string, take: KeptTake, sound: Blob) => Promise<void>;
  process: (session: string, key: string) => Promise<void>;
}

/** One piece, bytes: a few seconds on a slow line. */
export const PIECE = 2_000_000;

/** The take is not in this browser any more. */
export const GONE = "take-gone";

/**
 * Sends a take and has the work on it begin; answers its session. Each step is written down before the next, so that after
 * a cut or a reload the same call goes on where the last one came to, and nothing is done twice. The sound is forgotten
 * here only when the server said that it has all of it.
 *
 * @throws {ApiProblem} what stopped it. `told` is called with the bytes that the server has.
 */
export async function sendTake(
  id: string,
  { store, api }: { store: TakeStore; api: SendApi },
  told: (sent: number) => void = () => undefined,
): Promise<string> {
  const take = await store.get(id);
  if (take === null) throw new ApiProblem({ kind: GONE });
  const sending = take.sending ?? newSending();
  const note = async (fields: Partial<Sending>): Promise<void> => {
    Object.assign(sending, fields);
    await store.change(id, { sending: { ...sending }, problem: null });
  };
  if (take.sending === null) await note({});
  const session = sending.session ?? (await api.createSession(take, sending.keys.create));
  if (sending.session === null) await note({ session });

  if (take.state !== "uploaded") {
    const source = await store.source(id);
    if (source === null) throw new ApiProblem({ kind: GONE });
    await upload({ take, source, session, sending, note, api, told });
    await store.uploaded(id);
  }
  await api.process(session, sending.keys.process);
  await store.remove(id);
  return session;
}

const newSending = (): Sending => ({
  keys: { create: randomId(), begin: randomId(), process: randomId() },
  session: null,
  upload: null,
});

interface Uploading {
  take: KeptTake;
  source: Source;
  session: string;
  sending: Sending;
  note: (fields: Partial<Sending>) => Promise<void>;
  api: SendApi;
  told: (sent: number) => void;
}

async function upload(uploading: Uploading): Promise<void> {
  const { take, source, session, sending, note, api, told } = uploading;
  let there = sending.upload === null ? null : await api.offset(sending.upload);
  if (there === null) {
    // The one before was given up after a day: begin another, under another name.
    if (sending.upload !== null) await note({ upload: null, keys: { ...sending.keys, begin: randomId() } });
    const begun = await api.begin(session, take, sending.keys.begin);
    if (begun === null) {
      await api.whole(session, take, await source.read(0, source.bytes));
      return;
    }
    await note({ upload: begun });
    there = (await api.offset(begun)) ?? 0;
  }
  told(there);
  const name = sending.upload ?? "";
  while (there < source.bytes) {
    const piece = await source.read(there, there + PIECE);
    there = await sendPiece(api, name, there, piece);
    told(there);
  }
  await api.complete(name);
}

/** Sends a piece; when the server stands elsewhere, because an answer got lost, goes on from there. */
async function sendPiece(api: SendApi, name: string, from: number, piece: Blob): Promise<number> {
  try {
    return await api.piece(name, from, piece);
  } catch (error) {
    if (toProblem(error).kind !== "conflict") throw error;
    const there = await api.offset(name);
    if (there === null || there === from) throw error;
    return there;
  }
}

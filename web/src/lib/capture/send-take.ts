import { ApiProblem, toProblem } from "../api/problem";
import { delay, sleep, type Backoff } from "../live/backoff";
import type { Network } from "../live/network";
import { randomId } from "../util/random-id";
import type { KeptTake, Sending } from "./take";
import { kept } from "./take-problem";
import type { TakeStore } from "./take-store";
import { UploadServer, type Request } from "./upload-server";

/**
 * How far a take is on its way.
 * - `waiting`: the server or the network is away; the next try is at `until`, or when the network is back.
 * - `signed-out`: somebody has to sign in first; `elsewhere`: another tab sends it.
 * - `sending`: `sent` is `null` where it goes in one stream, of which nobody knows how far it is.
 * - `starting`: all of it is there; the work on it is being asked for.
 * - `refused`: the server does not take it as it is. It stays in this browser.
 */
export type Upload =
  | { is: "preparing" }
  | { is: "sending"; sent: number | null; total: number }
  | { is: "starting" }
  | { is: "waiting"; until: number | null; why: ApiProblem }
  | { is: "signed-out" }
  | { is: "elsewhere" }
  | { is: "refused"; problem: ApiProblem }
  | { is: "done"; session: string };

export interface SendParts {
  store: TakeStore;
  request: Request;
  whenSignedIn: (signal: AbortSignal, user?: string) => Promise<void>;
  network: Network;
  backoff: Backoff;
  /** How much goes at a time, bytes: a line that breaks costs no more than this. */
  piece: number;
}

/**
 * Sends a take that is kept in this browser, and has it worked on. Goes on from what the server has, whatever came
 * between: a line that broke, a reload, a sign-in that was over. The take is forgotten here only once the server has all of
 * it and said so. Ends when it is done or refused, or when `signal` is aborted (then it rejects).
 */
export async function sendTake(
  id: string,
  parts: SendParts,
  tell: (upload: Upload) => void,
  signal: AbortSignal,
): Promise<void> {
  const { store, network, backoff, whenSignedIn } = parts;
  let tries = 0;
  const moved = (upload: Upload) => {
    if (upload.is === "sending" || upload.is === "starting") tries = 0;
    tell(upload);
  };
  for (;;) {
    const take = await store.get(id);
    if (take === null) return;
    try {
      tell({ is: "preparing" });
      tell({ is: "done", session: await new Journey(take, parts, moved, signal).make() });
      return;
    } catch (error) {
      signal.throwIfAborted();
      const problem = toProblem(error);
      if (problem.status === 401) {
        tell({ is: "signed-out" });
        await whenSignedIn(signal, take.owner);
      } else if (!passes(problem)) {
        await store.change(id, { state: "kept", problem: kept(problem) });
        tell({ is: "refused", problem });
        return;
      }
      tries += 1;
      const wait = Math.max((problem.retryAfter ?? 0) * 1000, delay(tries, backoff));
      if (problem.status !== 401) tell({ is: "waiting", until: Date.now() + wait, why: problem });
      await sleep(wait, signal, network.back);
    }
  }
}

/** Whether the same again may work later. */
function passes(problem: ApiProblem): boolean {
  const { status, retryAfter } = problem;
  // What came from a proxy says nothing of the take.
  if (problem.isConnection || (problem.kind === "garbled" && status !== 413)) return true;
  return status >= 500 || status === 408 || status === 429 || (status === 409 && retryAfter !== null);
}

/** One try to bring a take to the server. */
class Journey {
  readonly #take: KeptTake;
  readonly #store: TakeStore;
  readonly #server: UploadServer;
  readonly #piece: number;
  readonly #tell: (upload: Upload) => void;
  #sending: Sending;

  constructor(take: KeptTake, parts: SendParts, tell: (upload: Upload) => void, signal: AbortSignal) {
    this.#take = take;
    this.#store = parts.store;
    this.#server = new UploadServer(parts.request, take.org, signal);
    this.#tell = tell;
    this.#piece = parts.piece;
    this.#sending = take.sending ?? fresh();
  }

  /** Gives back the session that the take became. */
  async make(): Promise<string> {
    if (this.#take.state !== "uploaded") await this.#note({ state: "uploading", problem: null });
    const session = await this.#session();
    if (this.#take.state !== "uploaded" && !session.media) {
      const media = await (session.keeps_recording ? this.#pieces(session.id) : this.#whole(session.id));
      if (media.bytes !== this.#take.bytes) {
        throw new ApiProblem({ kind: "conflict", status: 409, detail: "The server has another recording." });
      }
    }
    this.#tell({ is: "starting" });
    // A server that keeps no sound may lose it before the work has begun: then it is still here.
    if (session.keeps_recording) await this.#store.uploaded(this.#take.id);
    await this.#start(session.id);
    await this.#store.remove(this.#take.id);
    return session.id;
  }

  /** The session of an earlier try, or a new one. */
  async #session() {
    const known = this.#sending.session;
    const session = known === null ? null : await this.#server.session(known);
    if (session !== null) return session;
    if (this.#take.state === "uploaded") {
      // Its sound was there and is not here any more: there is nothing left to send.
      await this.#store.remove(this.#take.id);
      throw new ApiProblem({ kind: "gone", status: 410 });
    }
    // It was erased meanwhile: what is here begins anew.
    if (known !== null) this.#sending = fresh();
    await this.#note();
    const made = await this.#server.create(this.#take, this.#sending.keys.create);
    this.#sending = { ...this.#sending, session: made.id };
    await this.#note();
    // The answer of before may come again, with what was true then.
    return (await this.#server.session(made.id)) ?? made;
  }

  async #pieces(session: string) {
    const source = await this.#store.source(this.#take.id);
    if (source === null) throw new ApiProblem({ kind: "gone", status: 410 });
    const total = source.bytes;
    let [upload, offset] = await this.#upload(session);
    while (offset < total) {
      this.#tell({ is: "sending", sent: offset, total });
      const piece = await source.read(offset, Math.min(total, offset + this.#piece));
      const there = await this.#server.append(upload, offset, piece);
      if (there === null) [upload, offset] = await this.#begin(session);
      else offset = there;
    }
    this.#tell({ is: "sending", sent: total, total });
    return this.#server.complete(upload, `${this.#sending.keys.begin}-complete`);
  }

  /** The upload of an earlier try with what is there of it, or a new one. */
  async #upload(session: string): Promise<[string, number]> {
    const known = this.#sending.upload;
    const offset = known === null ? null : await this.#server.offset(known);
    if (known !== null && offset !== null) return [known, offset];
    return this.#begin(session);
  }

  async #begin(session: string): Promise<[string, number]> {
    if (this.#sending.upload !== null) {
      // Under the key of before, the answer would be the upload that the server gave up.
      this.#sending = {
        ...this.#sending,
        upload: null,
        keys: { ...this.#sending.keys, begin: randomId() },
      };
      await this.#note();
    }
    const { id, offset } = await this.#server.begin(session, this.#take, this.#sending.keys.begin);
    this.#sending = { ...this.#sending, upload: id };
    await this.#note();
    return [id, (await this.#server.offset(id)) ?? offset];
  }

  async #whole(session: string) {
    const { bytes } = this.#take;
    const source = await this.#store.source(this.#take.id);
    if (source === null) throw new ApiProblem({ kind: "gone", status: 410 });
    this.#tell({ is: "sending", sent: null, total: bytes });
    return this.#server.put(session, this.#take, await source.read(0, bytes));
  }

  async #start(session: string): Promise<void> {
    try {
      await this.#server.process(session, this.#sending.keys.process);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 409) throw error;
      // Somebody has begun already, such as this take in another tab.
      const now = await this.#server.session(session);
      if (now?.state !== "processing" && now?.state !== "done") throw error;
    }
  }

  #note(fields: Parameters<TakeStore["change"]>[1] = {}): Promise<void> {
    return this.#store.change(this.#take.id, { ...fields, sending: this.#sending });
  }
}

function fresh(): Sending {
  return {
    keys: { create: randomId(), begin: randomId(), process: randomId() },
    session: null,
    upload: null,
  };
}

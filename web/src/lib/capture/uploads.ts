import { authorizedFetch } from "../api/transport";
import { BACKOFF, sleep } from "../live/backoff";
import { browserNetwork } from "../live/network";
import { pageAccess } from "../live/page-access";
import { createStore } from "../util/store";
import { pageTakes } from "./page";
import { sendTake, type SendParts, type Upload } from "./send-take";

/** Of a line that breaks, at most this is sent again, bytes. */
const PIECE = 2 * 1024 * 1024;
/** How often takes that another tab sends, or that were not seen to change, are looked at, milliseconds. */
const LOOK = 15_000;

export function uploadParts(): SendParts {
  return {
    store: pageTakes(),
    request: (path, init) => authorizedFetch(path, init),
    whenSignedIn: pageAccess.whenSignedIn,
    network: browserNetwork,
    backoff: { ...BACKOFF, most: 30_000 },
    piece: PIECE,
  };
}

/** Sends every take that is to be sent, for as long as somebody watches; each in one tab at a time. */
export class Uploads {
  /** How far each take is that is being sent, or was since the page was loaded. */
  readonly state = createStore<ReadonlyMap<string, Upload>>(new Map());
  readonly #parts: SendParts;
  readonly #running = new Map<string, AbortController>();

  constructor(parts: SendParts) {
    this.#parts = parts;
  }

  /** Has a take sent. */
  readonly send = (id: string): Promise<void> =>
    this.#parts.store.change(id, { state: "uploading", problem: null });

  /** Stops sending a take; it stays in this browser. */
  readonly stop = async (id: string): Promise<void> => {
    this.#running.get(id)?.abort();
    await this.#parts.store.change(id, { state: "kept" });
    this.#tell(id, null);
  };

  /** Sends the takes of one person in one org until the function that comes back is called; a reload goes on. */
  readonly watch = (owner: string, org: string): (() => void) => {
    const control = new AbortController();
    const { store, network } = this.#parts;
    const look = () => void this.#look(owner, org, control.signal);
    const ends = [store.subscribe(look), network.back(look)];
    const often = async () => {
      for (;;) {
        look();
        await sleep(LOOK, control.signal);
      }
    };
    often().catch(() => undefined);
    return () => {
      control.abort();
      for (const end of ends) end();
    };
  };

  async #look(owner: string, org: string, signal: AbortSignal): Promise<void> {
    const takes = await this.#parts.store.unfinished(owner, org);
    this.#forget(new Set(takes.map(({ id }) => id)));
    for (const { id, state, kind } of takes) {
      // Attempts at a sentence are sent by the page that they are read on.
      if (kind === "attempt" || (state !== "uploading" && state !== "uploaded")) continue;
      if (signal.aborted || this.#running.has(id)) continue;
      const control = new AbortController();
      this.#running.set(id, control);
      const stop = () => control.abort(signal.reason);
      signal.addEventListener("abort", stop);
      void this.#send(id, control.signal).finally(() => {
        signal.removeEventListener("abort", stop);
        this.#running.delete(id);
      });
    }
  }

  async #send(id: string, signal: AbortSignal): Promise<void> {
    const release = await this.#parts.store.hold(id);
    if (release === null) {
      this.#tell(id, { is: "elsewhere" });
      return;
    }
    try {
      await sendTake(id, this.#parts, (upload) => this.#tell(id, upload), signal);
    } catch {
      // Stopped: by the person, or since nobody watches any more.
    } finally {
      release();
    }
  }

  /** What another tab sent is done when it is not here any more. */
  #forget(here: ReadonlySet<string>): void {
    for (const [id, { is }] of this.state.get())
      if (is === "elsewhere" && !here.has(id)) this.#tell(id, null);
  }

  #tell(id: string, upload: Upload | null): void {
    const next = new Map(this.state.get());
    if (upload === null) next.delete(id);
    else next.set(id, upload);
    this.state.set(next);
  }
}

let uploads: Uploads | undefined;

/** The uploads of this page. */
export function pageUploads(): Uploads {
  uploads ??= new Uploads(uploadParts());
  return uploads;
}

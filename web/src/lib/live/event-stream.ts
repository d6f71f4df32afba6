import { createStore } from "../util/store";
import type { Access, Problem } from "./access";
import { BACKOFF, delay, sleep, type Backoff } from "./backoff";
import type { LiveEvent } from "./events";
import type { End, Follow } from "./follow";
import { fold, NOTHING_YET, type LiveState } from "./live-state";
import { browserNetwork, type Network } from "./network";
import { patch } from "./patch";
import { Sequence } from "./sequence";
import { byServerSent } from "./server-sent";
import { bySocket } from "./socket";

/** How the line to the server is. */
export type Line =
  | { status: "closed" }
  | { status: "connecting" }
  | { status: "live" }
  /** The line was lost; the next try begins at `until` (milliseconds since 1970). */
  | { status: "waiting"; until: number }
  | { status: "offline" }
  | { status: "signed-out" }
  /** For good: the session is gone, or not for this person. */
  | { status: "refused"; problem: Problem };

/** Everything that is known of a session that is followed. */
export interface Followed {
  line: Line;
  live: LiveState;
}

/** Sockets that cannot even be opened before Server-Sent Events are tried. */
const SOCKETS = 2;
/** Events are told in batches this long, milliseconds: pages draw no faster. */
const BATCH = 50;
/** How long an event may be missing while later ones are here, milliseconds. */
const GAP = 3_000;

export interface StreamParts {
  socket: Follow | null;
  serverSent: Follow;
  whenSignedIn: (signal: AbortSignal) => Promise<void>;
  network: Network;
  backoff: Backoff;
}

/** The parts that a page uses. */
export function streamParts(access: Access, org: string): StreamParts {
  const sockets = typeof WebSocket === "function";
  return {
    socket: sockets ? bySocket(access, org) : null,
    serverSent: byServerSent(access, org),
    whenSignedIn: access.whenSignedIn,
    network: browserNetwork,
    backoff: { ...BACKOFF, most: 30_000 },
  };
}

/**
 * Follows a session for as long as it is started: comes back by itself after the line was lost, from the last event that
 * was told, by a socket or, where none gets through, by Server-Sent Events.
 */
export class EventStream {
  readonly state = createStore<Followed>({ line: { status: "closed" }, live: NOTHING_YET });
  readonly #session: string;
  readonly #parts: StreamParts;
  readonly #sequence = new Sequence();
  #batch: LiveEvent[] = [];
  #telling: ReturnType<typeof setTimeout> | undefined;
  #sockets: number;
  /** Where the last gap was that a new connection should have filled. */
  #gapAt = -1;

  constructor(session: string, parts: StreamParts) {
    this.#session = session;
    this.#parts = parts;
    this.#sockets = parts.socket === null ? 0 : SOCKETS;
  }

  /** Begins to follow; the function that comes back ends it. What was told stays, and can be gone on from. */
  readonly start = (): (() => void) => {
    const control = new AbortController();
    this.#run(control.signal).catch(() => {
      // Aborted: nobody wants to hear it any more.
    });
    return () => {
      control.abort();
      this.#tell();
      this.#line({ status: "closed" });
    };
  };

  async #run(signal: AbortSignal): Promise<void> {
    const { network, whenSignedIn, backoff } = this.#parts;
    let tries = 0;
    for (;;) {
      if (!network.online()) {
        this.#line({ status: "offline" });
        await sleep(Infinity, signal, network.back);
      }
      this.#line({ status: "connecting" });
      const { end, opened } = await this.#follow(signal);
      this.#tell();
      if (opened) tries = 0;
      switch (end.kind) {
        case "refused":
          this.#line({ status: "refused", problem: end.problem });
          return;
        case "signed-out":
          this.#line({ status: "signed-out" });
          await whenSignedIn(signal);
          // A server that refuses who is signed in all the same is not asked without a rest.
          if (tries > 0) await sleep(delay(tries, backoff), signal);
          tries += 1;
          continue;
        case "unusable":
          this.#sockets -= 1;
      }
      tries += 1;
      const wait = end.kind === "later" ? Math.max(end.after, delay(tries, backoff)) : delay(tries, backoff);
      if (network.online()) this.#line({ status: "waiting", until: Date.now() + wait });
      await sleep(wait, signal, network.back);
    }
  }

  /** One connection, until it ends. */
  async #follow(signal: AbortSignal): Promise<{ end: End; opened: boolean }> {
    const { socket, serverSent, network } = this.#parts;
    const overSocket = socket !== null && this.#sockets > 0;
    const follow = overSocket ? socket : serverSent;
    const one = new AbortController();
    const stop = () => one.abort(signal.reason);
    signal.addEventListener("abort", stop);
    const online = network.gone(() => one.abort());
    let gap: ReturnType<typeof setTimeout> | undefined;
    let opened = false;

    const missing = () => {
      // The server reads what is missing from its storage when asked anew. When that brought nothing either, it was pruned.
      if (this.#sequence.last === 0 || this.#gapAt === this.#sequence.last) this.#take(this.#sequence.skip());
      else {
        this.#gapAt = this.#sequence.last;
        one.abort();
      }
    };
    try {
      const end = await follow(
        this.#session,
        this.#sequence.last,
        {
          opened: () => {
            opened = true;
            if (overSocket) this.#sockets = SOCKETS;
            this.#line({ status: "live" });
          },
          event: (event) => {
            this.#take(this.#sequence.push(event));
            clearTimeout(gap);
            if (!this.#sequence.gap) return;
            // One ordered stream: what is missing in it is no longer there.
            if (overSocket) gap = setTimeout(missing, GAP);
            else this.#take(this.#sequence.skip());
          },
        },
        one.signal,
      );
      return { end, opened };
    } catch {
      signal.throwIfAborted();
      return { end: { kind: "dropped" }, opened };
    } finally {
      clearTimeout(gap);
      online();
      signal.removeEventListener("abort", stop);
    }
  }

  #take(events: LiveEvent[]): void {
    if (events.length === 0) return;
    this.#batch.push(...events);
    this.#telling ??= setTimeout(this.#tell, BATCH);
  }

  readonly #tell = (): void => {
    clearTimeout(this.#telling);
    this.#telling = undefined;
    if (this.#batch.length === 0) return;
    const { live } = this.state.get();
    patch(this.state, { live: fold(live, this.#batch.splice(0)) });
  };

  #line(line: Line): void {
    patch(this.state, { line });
  }
}

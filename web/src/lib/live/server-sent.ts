import { ask, type Access } from "./access";
import { endOf } from "./ends";
import { liveEvent } from "./events";
import type { End, Follow } from "./follow";

/** The server sends at least a comment every 15 seconds; after this long without anything the line is dead. */
const SILENCE = 45_000;

/** One event of a stream. */
export interface Message {
  id: string;
  event: string;
  data: string;
}

/** Reads a stream of Server-Sent Events piece by piece (HTML standard, 9.2.6). */
export class MessageReader {
  #rest = "";
  #id = "";
  #event = "";
  #data: string[] = [];
  #begun = false;

  /** The messages that end within `text`. */
  push(text: string): Message[] {
    if (text === "") return [];
    this.#rest += this.#begun ? text : text.replace(/^\uFEFF/, "");
    this.#begun = true;
    const messages: Message[] = [];
    let from = 0;
    for (;;) {
      const end = this.#rest.slice(from).search(/[\r\n]/);
      if (end < 0) break;
      const at = from + end;
      // A CR at the very end may be half of a CRLF: wait for what follows it.
      if (this.#rest[at] === "\r" && at + 1 === this.#rest.length) break;
      const line = this.#rest.slice(from, at);
      from = at + (this.#rest.startsWith("\r\n", at) ? 2 : 1);
      const message = this.#line(line);
      if (message !== null) messages.push(message);
    }
    this.#rest = this.#rest.slice(from);
    return messages;
  }

  #line(line: string): Message | null {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.#data.push(value);
    else if (field === "event") this.#event = value;
    else if (field === "id" && !value.includes("\0")) this.#id = value;
    return null;
  }

  #dispatch(): Message | null {
    const message = { id: this.#id, event: this.#event, data: this.#data.join("\n") };
    const empty = this.#data.length === 0;
    this.#event = "";
    this.#data = [];
    return empty ? null : message;
  }
}

/**
 * Follows a session by Server-Sent Events, where sockets do not get through. With `fetch`, since an `EventSource` cannot
 * send a token.
 */
export function byServerSent(access: Access, org: string): Follow {
  return async (session, after, follower, signal) => {
    // The watchdog ends the request and not the following.
    const watch = new AbortController();
    const abort = () => watch.abort(signal.reason);
    signal.addEventListener("abort", abort);
    let patience = setTimeout(() => watch.abort(), SILENCE);
    const alive = () => {
      clearTimeout(patience);
      patience = setTimeout(() => watch.abort(), SILENCE);
    };
    try {
      signal.throwIfAborted();
      const answer = await ask(access, org, `/v1/sessions/${session}/events`, {
        headers: { Accept: "text/event-stream", "Last-Event-ID": String(after) },
        signal: watch.signal,
      });
      if (!answer.ok) return await endOf(answer);
      const streams = answer.headers.get("Content-Type")?.startsWith("text/event-stream") === true;
      if (answer.body === null || !streams) return { kind: "unusable" };
      follower.opened();
      return await pour(answer.body, follower, alive);
    } catch {
      signal.throwIfAborted();
      return { kind: "dropped" };
    } finally {
      clearTimeout(patience);
      signal.removeEventListener("abort", abort);
    }
  };
}

async function pour(
  body: ReadableStream<Uint8Array>,
  follower: Parameters<Follow>[2],
  alive: () => void,
): Promise<End> {
  const reader = body.getReader();
  const messages = new MessageReader();
  const text = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { kind: "dropped" };
    alive();
    for (const { id, event, data } of messages.push(text.decode(value, { stream: true }))) {
      const seen = liveEvent(Number(id), event, parsed(data));
      if (seen !== null) follower.event(seen);
    }
  }
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

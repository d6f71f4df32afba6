import { vi } from "vitest";

/** A WebSocket whose other end is the test. */
export class FakeSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  /** Every socket that was opened, the newest last. */
  static all: FakeSocket[] = [];

  readyState = FakeSocket.CONNECTING;
  /** What the page sent. */
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;

  readonly url: string;

  constructor(url: string) {
    this.url = url;
    FakeSocket.all.push(this);
  }

  /** Puts it where the browser has its own. */
  static install(): void {
    FakeSocket.all = [];
    vi.stubGlobal("WebSocket", FakeSocket);
  }

  static get newest(): FakeSocket {
    const newest = FakeSocket.all.at(-1);
    if (newest === undefined) throw new Error("no socket was opened");
    return newest;
  }

  send(text: string): void {
    if (this.readyState !== FakeSocket.OPEN) throw new DOMException("not open", "InvalidStateError");
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }

  close(): void {
    this.readyState = FakeSocket.CLOSED;
  }

  /** The server takes the connection. */
  open(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  /** The server takes the connection and listens for every topic that is asked for. */
  greet(seq = 0): void {
    this.open();
    for (const { subscribe } of this.sent)
      if (subscribe !== undefined) this.say({ subscribed: subscribe, seq });
  }

  say(message: unknown): void {
    this.onmessage?.({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }

  /** Something happened in the session. */
  tell(session: string, seq: number, channel: string, data: unknown): void {
    this.say({ topic: `session:${session}:${channel}`, seq, at: "2026-01-01T00:00:00.000Z", data });
  }

  /** The line breaks, or the server closes it with a code. */
  drop(code = 1006): void {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.({ code });
  }
}

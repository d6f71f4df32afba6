import { ask, type Access, type Problem } from "./access";
import { endBy, endOf } from "./ends";
import { CHANNELS, liveEvent } from "./events";
import type { End, Follow } from "./follow";

/** How long a socket may take to open, milliseconds. */
const OPENING = 10_000;
/** How often a sign of life is asked for, milliseconds. The server's own pings are invisible to pages. */
const BEAT = 20_000;
/** How long it may take to come. */
const SILENCE = 10_000;
/** A topic that nobody listens to: the server answers that it is not listened to, and that is the sign of life. */
const ALIVE = "alive";

/** Why the server closed a socket. */
const SIGNED_OUT = 4001;

/** Kinds of problems by the status they stand for, as far as a socket is refused with them. */
const STATUS: Record<string, number> = {
  "/problems/signed-out": 401,
  "/problems/forbidden": 403,
  "/problems/second-factor-needed": 403,
  "/problems/not-found": 404,
  "/problems/conflict": 409,
  "/problems/gone": 410,
  "/problems/too-many-requests": 429,
  "/problems/internal": 500,
  "/problems/unavailable": 503,
};

/** Follows a session over a WebSocket, which is opened with a ticket: a page cannot send a token with one. */
export function bySocket(access: Access, org: string): Follow {
  return async (session, after, follower, signal) => {
    let answer: Response;
    try {
      answer = await ask(access, org, "/v1/live/tickets", { method: "POST", signal });
      if (!answer.ok) return await endOf(answer);
      const { ticket } = (await answer.json()) as { ticket: string };
      signal.throwIfAborted();
      return await converse(address(access.base, ticket), session, after, follower, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof SyntaxError) return { kind: "unusable" };
      return { kind: "dropped" };
    }
  };
}

function address(base: string, ticket: string): string {
  const url = new URL(`${base}/v1/live`, window.location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.searchParams.set("ticket", ticket);
  return url.href;
}

function converse(
  url: string,
  session: string,
  after: number,
  follower: Parameters<Follow>[2],
  signal: AbortSignal,
): Promise<End> {
  return new Promise((resolve, reject) => {
    const topics = new Map(CHANNELS.map((channel) => [`session:${session}:${channel}`, channel]));
    const heard = new Set<string>();
    const socket = new WebSocket(url);
    let open = false;
    let patience = setTimeout(() => finish({ kind: "unusable" }), OPENING);
    let beat: ReturnType<typeof setInterval> | undefined;

    const leave = () => {
      clearTimeout(patience);
      clearInterval(beat);
      signal.removeEventListener("abort", abort);
      socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null;
      if (socket.readyState <= WebSocket.OPEN) socket.close(1000);
    };
    const finish = (end: End) => {
      leave();
      resolve(end);
    };
    const abort = () => {
      leave();
      reject(signal.reason as Error);
    };
    const say = (what: object) => socket.send(JSON.stringify(what));
    const lost = () => finish({ kind: "dropped" });

    signal.addEventListener("abort", abort);
    socket.onopen = () => {
      open = true;
      clearTimeout(patience);
      patience = setTimeout(lost, OPENING);
      for (const topic of topics.keys()) say({ subscribe: topic, after });
      beat = setInterval(() => {
        clearTimeout(patience);
        patience = setTimeout(lost, SILENCE);
        say({ unsubscribe: ALIVE });
      }, BEAT);
    };
    socket.onmessage = ({ data }: MessageEvent<unknown>) => {
      const message = read(data);
      if (message === null) return;
      // All but an event before everything is subscribed shows that the server is there.
      if (typeof message.topic === "string") {
        const event = liveEvent(message.seq, topics.get(message.topic), message.data);
        if (event !== null) follower.event(event);
      } else if (typeof message.subscribed === "string") {
        heard.add(message.subscribed);
        if (heard.size === topics.size) follower.opened();
      } else if (typeof message.unsubscribed === "string") {
        // There will be no more of a topic: the session was erased, or the server could not read. Coming back tells which.
        if (topics.has(message.unsubscribed)) {
          lost();
          return;
        }
      } else if ("refused" in message) {
        finish(refusal(message));
        return;
      }
      if (heard.size === topics.size) clearTimeout(patience);
    };
    socket.onerror = null; // `close` follows and says more.
    socket.onclose = ({ code }) => {
      if (!open) finish({ kind: "unusable" });
      else if (code === SIGNED_OUT) finish({ kind: "signed-out" });
      else lost();
    };
  });
}

function read(data: unknown): Record<string, unknown> | null {
  if (typeof data !== "string") return null;
  try {
    const message: unknown = JSON.parse(data);
    return typeof message === "object" && message !== null ? (message as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function refusal(message: Record<string, unknown>): End {
  const type = String(message.type);
  const problem: Problem = { status: STATUS[type] ?? 400, type, detail: String(message.detail), errors: [] };
  return endBy(problem, null);
}

import type { Problem } from "./access";
import type { LiveEvent } from "./events";

/** What a transport calls while it follows a session. */
export interface Follower {
  /** The server listens for this session now. */
  opened: () => void;
  event: (event: LiveEvent) => void;
}

/** Why following ended. */
export type End =
  /** The connection was lost, or the server went down: come back. */
  | { kind: "dropped" }
  /** No connection of this kind could be made. */
  | { kind: "unusable" }
  /** Nobody is signed in any more. */
  | { kind: "signed-out" }
  /** The server asks to come back later. */
  | { kind: "later"; after: number }
  /** The server will not, however often it is asked: the session is gone, or not for this person. */
  | { kind: "refused"; problem: Problem };

/** Follows a session from after event `after` until it ends. Rejects only when the signal is aborted. */
export type Follow = (
  session: string,
  after: number,
  follower: Follower,
  signal: AbortSignal,
) => Promise<End>;

import { noAnswer, problemOf, type ApiProblem } from "../api/problem";
import type { SignedIn } from "../api/types";
import { enter } from "./store";

/** The access token lives here and nowhere else: no storage, no cookie that a script can read. */
let access: { token: string; until: number } | null = null;

/** Renewed this long before it ends, so that a request on its way does not meet its end. */
const MARGIN_MS = 30_000;

/** What came of asking for the next access token. */
export type Renewal = { is: "renewed" } | { is: "refused" } | { is: "failed"; problem: ApiProblem };

let renewing: Promise<Renewal> | null = null;

/** The access token, unless it is over or about to be. */
export function freshToken(): string | null {
  return access && Date.now() < access.until - MARGIN_MS ? access.token : null;
}

/** Whether there has been one, fresh or not. */
export function hasToken(): boolean {
  return access !== null;
}

export function takeToken(token: string, seconds: number): void {
  access = { token, until: Date.now() + seconds * 1000 };
}

export function dropToken(): void {
  access = null;
}

/** Takes what signing in answered. */
export function takeSignIn(signedIn: SignedIn): void {
  takeToken(signedIn.access_token, signedIn.expires_in);
  enter(signedIn.user, signedIn.second_factor);
}

/**
 * Asks for the next access token with the cookie. A refresh token works once, and a second use ends the sign-in: so
 * there is one request at a time, over all tabs of the browser.
 */
export function renew(): Promise<Renewal> {
  renewing ??= alone(ask).finally(() => {
    renewing = null;
  });
  return renewing;
}

async function ask(): Promise<Renewal> {
  let response: Response;
  try {
    response = await fetch("/v1/auth/refresh", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Vivavoce-Csrf": "1" },
      body: "{}",
      // Ends even if the page is left meanwhile: the next token must reach the cookie.
      keepalive: true,
    });
  } catch {
    return { is: "failed", problem: noAnswer() };
  }
  if (response.ok) {
    takeSignIn((await response.json()) as SignedIn);
    return { is: "renewed" };
  }
  const problem = await problemOf(response);
  if (problem.status === 401) {
    dropToken();
    return { is: "refused" };
  }
  return { is: "failed", problem };
}

function alone<T>(work: () => Promise<T>): Promise<T> {
  // `navigator.locks` is there in secure contexts only.
  const locks = "locks" in navigator ? (navigator.locks as LockManager | undefined) : undefined;
  return locks ? (locks.request("vivavoce-refresh", work) as Promise<T>) : work();
}

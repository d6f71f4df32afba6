import { prompt } from "../auth/prompts";
import { currentOrg, authStore, expire, identityOf } from "../auth/store";
import { dropToken, freshToken, renew } from "../auth/tokens";
import { randomId } from "../util/random-id";
import { knownTag, throughTags } from "./etags";
import { noAnswer, problemOf } from "./problem";
import { reachableStore } from "./reachable";

/**
 * `fetch` for this server, for everything that is not JSON too (recordings, event streams, downloads): with the access
 * token, the org and, for POST, an `Idempotency-Key`.
 *
 * An access token that is over is renewed, and the request sent again. When that is refused, or the server wants the
 * second factor, a dialog asks for it over the page, and the request waits: nothing that it carries is lost.
 *
 * @throws {ApiProblem} when no answer came. An answer that is a problem is returned like any other.
 */
export async function authorizedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
    request.headers.set("Idempotency-Key", randomId());
  }

  let response = await attempt(request);
  if (response.status === 401 && !isAuth(request) && identityOf(authStore.get())) {
    dropToken();
    response = await attempt(request);
    if (response.status === 401 && (await signInAgain())) response = await attempt(request);
  }
  if (response.status === 403 && (await wantsSecondFactor(response)) && (await prompt("second-factor"))) {
    response = await attempt(request);
  }
  return response;
}

async function attempt(request: Request): Promise<Response> {
  // The body goes with the copy, so that the request can be sent again.
  const copy = request.clone();
  const token = await accessToken(request);
  if (token) copy.headers.set("Authorization", `Bearer ${token}`);
  const org = currentOrg();
  if (org && !copy.headers.has("Vivavoce-Org")) copy.headers.set("Vivavoce-Org", org);
  if (request.method !== "GET") return send(copy);

  const key = `${copy.headers.get("Vivavoce-Org") ?? ""} ${copy.url}`;
  const tag = knownTag(key);
  if (tag && !copy.headers.has("If-None-Match")) copy.headers.set("If-None-Match", tag);
  return throughTags(key, await send(copy));
}

async function send(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    reachableStore.set(true);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    const problem = noAnswer();
    if (problem.kind === "unreachable") reachableStore.set(false);
    throw problem;
  }
}

/** The access token, renewed if need be; none when nobody is signed in. */
async function accessToken(request: Request): Promise<string | null> {
  const fresh = freshToken();
  if (fresh || !identityOf(authStore.get())) return fresh;
  const renewal = await renew();
  if (renewal.is === "failed") throw renewal.problem;
  if (renewal.is === "renewed") return freshToken();
  // Signing in must not wait for itself.
  return !isAuth(request) && (await signInAgain()) ? freshToken() : null;
}

function isAuth({ url }: Request): boolean {
  return new URL(url).pathname.startsWith("/v1/auth/");
}

/** The sign-in is over: asks over the page, and waits. */
async function signInAgain(): Promise<boolean> {
  expire();
  return prompt("sign-in");
}

async function wantsSecondFactor(response: Response): Promise<boolean> {
  const hasOne = identityOf(authStore.get())?.user.second_factor ?? false;
  return hasOne && (await problemOf(response.clone())).kind === "second-factor-needed";
}

/** The bytes behind a path, such as a recording. */
export async function fetchBlob(path: string, signal?: AbortSignal): Promise<Blob> {
  const response = await authorizedFetch(path, { signal: signal ?? null });
  if (!response.ok) throw await problemOf(response);
  try {
    return await response.blob();
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw noAnswer();
  }
}

/** Saves what is behind a path as a file on the device. */
export async function download(path: string, name: string): Promise<void> {
  const url = URL.createObjectURL(await fetchBlob(path));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

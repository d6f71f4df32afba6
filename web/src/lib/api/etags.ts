/**
 * Answers that came with an ETag, so that asking again costs the server and the network next to nothing. The browser's
 * own cache keeps none of them: the server says `no-store`.
 */
const MOST = 60;

type Kept = { etag: string; body: string; headers: [string, string][] };

const kept = new Map<string, Kept>();

/** The ETag of what is kept for a request. */
export function knownTag(key: string): string | undefined {
  return kept.get(key)?.etag;
}

/** Keeps an answer with an ETag; gives a kept one again for `304 Not Modified`. */
export async function throughTags(key: string, response: Response): Promise<Response> {
  if (response.status === 304) {
    const known = kept.get(key);
    return known ? new Response(known.body, { status: 200, headers: known.headers }) : response;
  }
  const etag = response.headers.get("ETag");
  if (response.ok && etag && (response.headers.get("Content-Type") ?? "").includes("json")) {
    const body = await response.clone().text();
    kept.delete(key);
    kept.set(key, { etag, body, headers: [...response.headers] });
    const oldest = kept.keys().next().value;
    if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  }
  return response;
}

/** Forgets all, when somebody else signs in. */
export function forgetTags(): void {
  kept.clear();
}

/** What is needed of the page's API client: who is signed in, and the right to ask. */
export interface Access {
  /** Where the API is; empty when the page comes from the same server. */
  base: string;
  /**
   * Headers that show who asks (`Authorization`), with a token that was good a moment ago; `null` when nobody is signed in.
   * With `refused`, the token given before was not taken: get another one. Rejects when the server cannot be reached.
   */
  headers: (refused?: boolean) => Promise<Record<string, string> | null>;
  /** The id of who is signed in. */
  user: () => string | null;
  /**
   * Resolves once somebody is signed in (again), at once when somebody is; with `user`, only for that person. Rejects when
   * the signal is aborted.
   */
  whenSignedIn: (signal: AbortSignal, user?: string) => Promise<void>;
}

/** Names the org that a request is for. */
export const ORG_HEADER = "Vivavoce-Org";

/** Why a server says no, in its words (RFC 9457). */
export interface Problem {
  status: number;
  /** Such as `/problems/not-found`; empty when an answer did not come from Vivavoce itself. */
  type: string;
  /** For people: what went wrong and what to do; empty when an answer did not come from Vivavoce itself. */
  detail: string;
  errors: { field: string; message: string }[];
}

/** Reads the body of an answer that is no success. What is no problem document becomes one without words. */
export function problemOf(status: number, body: string): Problem {
  const problem: Problem = { status, type: "", detail: "", errors: [] };
  try {
    const read = JSON.parse(body) as Partial<Record<keyof Problem, unknown>> | null;
    if (typeof read?.type === "string") problem.type = read.type;
    if (typeof read?.detail === "string") problem.detail = read.detail;
    if (Array.isArray(read?.errors)) problem.errors = read.errors as Problem["errors"];
  } catch {
    // A proxy's page of HTML, or nothing.
  }
  return problem;
}

export interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  signal?: AbortSignal;
}

/**
 * Asks the API in the name of who is signed in, for `org`. A token that is refused is renewed once; a 401 that comes
 * back all the same means that somebody has to sign in. Rejects when the server cannot be reached.
 */
export async function ask(access: Access, org: string, path: string, asked: Asked = {}): Promise<Response> {
  const once = async (refused: boolean): Promise<Response> => {
    const who = await access.headers(refused);
    if (who === null) return new Response("", { status: 401 });
    return fetch(access.base + path, {
      method: asked.method ?? "GET",
      headers: { ...who, [ORG_HEADER]: org, ...asked.headers },
      ...(asked.body === undefined ? {} : { body: asked.body }),
      ...(asked.signal === undefined ? {} : { signal: asked.signal }),
      cache: "no-store",
    });
  };
  const answer = await once(false);
  return answer.status === 401 ? once(true) : answer;
}

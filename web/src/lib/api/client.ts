import createClient from "openapi-fetch";

import { problemFrom } from "./problem";
import type { paths } from "./schema";
import { authorizedFetch } from "./transport";

/** The server's API, with the types of `docs/openapi.json`. Pages use the queries in `./queries`, not this. */
export const api = createClient<paths>({
  // Resolved when a request is made: tests have no address when this module is read.
  baseUrl: typeof location === "undefined" ? "" : location.origin,
  fetch: (request) => authorizedFetch(request),
});

type Answer<T> = { data?: T; error?: unknown; response: Response };

/**
 * The body of an answer.
 *
 * @throws {ApiProblem} when the answer is a problem, or none came.
 */
export async function ask<T>(answer: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, error, response } = await answer;
  if (!response.ok) throw problemFrom(error, response);
  return data as NonNullable<T>;
}

/** For answers without a body. */
export async function done(answer: Promise<Answer<unknown>>): Promise<void> {
  const { error, response } = await answer;
  if (!response.ok) throw problemFrom(error, response);
}

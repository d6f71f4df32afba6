import { problemOf, type Problem } from "./access";
import { retryAfter } from "./backoff";
import type { End } from "./follow";

/** How long to stay away when the server is busy and does not say. */
const BUSY = 5_000;

/** What an answer that is no success means for following. */
export async function endOf(answer: Response): Promise<End> {
  const text = await answer.text().catch(() => "");
  return endBy(problemOf(answer.status, text), retryAfter(answer.headers.get("Retry-After")));
}

export function endBy(problem: Problem, wait: number | null): End {
  const { status } = problem;
  if (status === 401) return { kind: "signed-out" };
  if (status === 429 || status === 503) return { kind: "later", after: wait ?? BUSY };
  if (status >= 500 || status === 408) return { kind: "dropped" };
  return { kind: "refused", problem };
}

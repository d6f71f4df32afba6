import { useTranslations } from "use-intl";

import { toProblem, type ApiProblem } from "@/lib/api/problem";

import { useServerWords } from "../server-words";

/** Kinds of problems that the page has words of its own for. */
const KNOWN = [
  "offline",
  "unreachable",
  "garbled",
  "unexpected",
  "signed-out",
  "wrong-credentials",
  "second-factor-needed",
  "forbidden",
  "not-found",
  "conflict",
  "gone",
  "too-large",
  "unsupported-format",
  "range",
  "wrong-method",
  "too-many-requests",
  "precondition-failed",
  "unavailable",
  "timeout",
  "invalid",
  "bad-request",
  "internal",
] as const;

/** A problem in words: what happened, and what to do next. */
export type ProblemText = { title: string; detail: string; problem: ApiProblem };

/**
 * The words for any error: what the server says of this very case, where it can be told in the page's language; else our
 * own words for the kind.
 */
export function useProblemText(): (error: unknown) => ProblemText {
  const t = useTranslations("ui");
  const { sentence } = useServerWords();
  return (error) => {
    const problem = toProblem(error);
    const kind = KNOWN.find((known) => known === problem.kind) ?? "internal";
    const wait = { seconds: problem.retryAfter ?? 60 };
    const own = t(`problem.${kind}.detail`, wait);
    const theirs = OURS.has(kind) ? null : sentence(problem.detail);
    const detail = theirs && !theirs.lang ? theirs.text : "";
    return { title: t(`problem.${kind}.title`), detail: detail || own, problem };
  };
}

/** Kinds whose detail is none of the server's words, or says less than ours. */
const OURS = new Set<string>([
  "offline",
  "unreachable",
  "garbled",
  "unexpected",
  "too-many-requests",
  "invalid",
]);

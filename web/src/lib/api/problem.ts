import type { Schema } from "./types";

/** A field that the server did not take, and why. */
export type FieldFault = { field: string; message: string };

/**
 * What went wrong, whatever it was. `kind` is the last part of the server's problem type, or one of ours:
 * `offline` (this device has no network), `unreachable` (it has, but the server does not answer), `garbled` (something
 * answered that is not Vivavoce, such as a proxy).
 */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly kind: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly FieldFault[];
  readonly requestId: string | null;
  /** Seconds after which to try again, where the server said so. */
  readonly retryAfter: number | null;

  constructor(problem: {
    kind: string;
    status?: number;
    title?: string;
    detail?: string;
    fields?: readonly FieldFault[];
    requestId?: string | null;
    retryAfter?: number | null;
  }) {
    super(problem.detail ?? problem.title ?? problem.kind);
    this.kind = problem.kind;
    this.status = problem.status ?? 0;
    this.title = problem.title ?? "";
    this.detail = problem.detail ?? "";
    this.fields = problem.fields ?? [];
    this.requestId = problem.requestId ?? null;
    this.retryAfter = problem.retryAfter ?? null;
  }

  /** What is wrong with one field, if anything. */
  fault(field: string): string | undefined {
    return this.fields.find((fault) => fault.field === field)?.message;
  }

  /** Whether nothing came back at all, so that the same again may well work. */
  get isConnection(): boolean {
    return this.kind === "offline" || this.kind === "unreachable";
  }
}

/** The problem that an answer tells, with nothing of the answer read before. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const type = response.headers.get("Content-Type") ?? "";
  const body: unknown = type.includes("json") ? await response.json().catch(() => null) : null;
  return problemFrom(body, response);
}

/** The problem in a body that was read. */
export function problemFrom(body: unknown, response: Response): ApiProblem {
  const retryAfter = Number(response.headers.get("Retry-After") ?? Number.NaN);
  const shared = {
    status: response.status,
    requestId: response.headers.get("X-Request-ID"),
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
  };
  if (!isProblem(body)) {
    return new ApiProblem({ ...shared, kind: "garbled", detail: response.statusText });
  }
  return new ApiProblem({
    ...shared,
    kind: body.type.split("/").pop() ?? "garbled",
    title: body.title,
    detail: body.detail,
    fields: body.errors ?? [],
    requestId: body.request_id || shared.requestId,
  });
}

/** No answer came. */
export function noAnswer(): ApiProblem {
  const offline = typeof navigator !== "undefined" && !navigator.onLine;
  return new ApiProblem({ kind: offline ? "offline" : "unreachable" });
}

/** Any error as a problem; `kind` is `unexpected` for those that are mistakes of the page. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem({
    kind: "unexpected",
    detail: error instanceof Error ? error.message : String(error),
  });
}

function isProblem(body: unknown): body is Schema<"ProblemBody"> {
  return (
    typeof body === "object" &&
    body !== null &&
    "type" in body &&
    typeof body.type === "string" &&
    "title" in body &&
    "detail" in body
  );
}

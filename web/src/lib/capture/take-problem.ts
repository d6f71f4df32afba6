import { ApiProblem } from "../api/problem";
import type { Problem } from "../live/access";

/** A problem as it is kept with a take. */
export function kept({ status, kind, detail, fields }: ApiProblem): Problem {
  return { status, type: `/problems/${kind}`, detail, errors: [...fields] };
}

/** A problem that was kept, as it was. */
export function problemOfTake({ status, type, detail, errors }: Problem): ApiProblem {
  return new ApiProblem({ kind: type.split("/").pop() ?? "", status, detail, fields: errors });
}

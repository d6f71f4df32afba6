export { ErrorState, ProblemNotice } from "./error-state";
export { useProblemText } from "./use-problem-text";

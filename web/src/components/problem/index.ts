export { ErrorState, ProblemNotice } from "./error-state";
export { useFault } from "./use-fault";
export { useProblemText } from "./use-problem-text";

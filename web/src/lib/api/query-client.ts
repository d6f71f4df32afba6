import { QueryClient } from "@tanstack/react-query";

import { toProblem } from "./problem";

/** Asked again by itself only where that can help: no answer, or the server is busy or broken for a moment. */
function worthAnotherTry(count: number, error: unknown): boolean {
  const problem = toProblem(error);
  if (count >= 2) return false;
  return problem.isConnection || problem.status === 429 || problem.status >= 502;
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        retry: worthAnotherTry,
        retryDelay: (count, error) => 1000 * (toProblem(error).retryAfter ?? 2 ** count),
        // Without a network, what is asked fails at once and says so; it is asked again when the network is back.
        networkMode: "always",
        refetchOnReconnect: true,
      },
      // What changes something is never sent again unasked.
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

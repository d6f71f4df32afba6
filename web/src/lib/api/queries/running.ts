import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { api, ask, done } from "../client";
import { ApiProblem, noAnswer } from "../problem";
import type { paths } from "../schema";
import { cursorList, orgKey, ownKey } from "./keys";

type AuditFilter = Omit<
  NonNullable<paths["/v1/orgs/{id}/audit"]["get"]["parameters"]["query"]>,
  "after" | "limit"
>;

/** Who did what, newest first. */
export const auditQuery = (org: string, filter: AuditFilter = {}) =>
  cursorList(orgKey("audit", filter), (page, signal) =>
    ask(
      api.GET("/v1/orgs/{id}/audit", {
        params: { path: { id: org }, query: { ...filter, ...page } },
        signal,
      }),
    ),
  );

/** Jobs that were given up and wait for somebody. */
export const parkedJobsQuery = (org: string) =>
  cursorList(orgKey("jobs"), (query, signal) =>
    ask(api.GET("/v1/orgs/{id}/jobs", { params: { path: { id: org }, query }, signal })),
  );

export const retryJob = (org: string) =>
  mutationOptions({
    mutationFn: (job: string) =>
      done(api.POST("/v1/orgs/{id}/jobs/{job}/retry", { params: { path: { id: org, job } } })),
    onSuccess: (_none, _job, _begun, { client }) => client.invalidateQueries({ queryKey: orgKey("jobs") }),
  });

/** What the org used, by month. */
export const usageQuery = (org: string) =>
  queryOptions({
    queryKey: orgKey("usage"),
    queryFn: ({ signal }) => ask(api.GET("/v1/orgs/{id}/usage", { params: { path: { id: org } }, signal })),
    select: (list) => list.items,
  });

/** What the server says of itself. A part that is not ready is an answer, not an error. */
export const readyQuery = () =>
  queryOptions({
    queryKey: ownKey("ready"),
    queryFn: async ({ signal }) => {
      try {
        const response = await fetch("/readyz", { signal, cache: "no-store" });
        return { ready: response.ok, status: response.status, text: await response.text() };
      } catch (error) {
        if (error instanceof DOMException && error.name === "AbortError") throw error;
        throw noAnswer();
      }
    },
    retry: (count, error) => count < 1 && error instanceof ApiProblem,
    refetchInterval: 10_000,
  });

import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { api, ask } from "../client";
import type { Schema } from "../types";
import { orgKey } from "./keys";

/** The reports made of a session. */
export const reportsQuery = (session: string) =>
  queryOptions({
    queryKey: orgKey("results", session, "reports"),
    queryFn: ({ signal }) =>
      ask(api.GET("/v1/sessions/{id}/reports", { params: { path: { id: session } }, signal })),
    select: (list) => list.items,
  });

/** A report; asked again until it is made. */
export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: orgKey("reports", id),
    queryFn: ({ signal }) => ask(api.GET("/v1/reports/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === "queued" ? 1000 : false),
  });

export const createReport = () =>
  mutationOptions({
    mutationFn: (body: Schema<"ReportRequest">) => ask(api.POST("/v1/reports", { body })),
    onSuccess: (_report, { session }, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("results", session, "reports") }),
  });

/** Where a report's file is; for `download`. */
export const reportPath = (id: string): string => `/v1/reports/${id}/file`;

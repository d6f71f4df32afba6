import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { api, ask, done } from "../client";
import type { paths } from "../schema";
import type { Schema } from "../types";
import { cursorList, orgKey } from "./keys";

export type SessionFilter = Omit<
  NonNullable<paths["/v1/sessions"]["get"]["parameters"]["query"]>,
  "after" | "limit"
>;

/** Sessions, newest first. */
export const sessionsQuery = (filter: SessionFilter = {}) =>
  cursorList(orgKey("sessions", "list", filter), (page, signal) =>
    ask(api.GET("/v1/sessions", { params: { query: { ...filter, ...page } }, signal })),
  );

/** A session. Its ETag makes asking again cheap: `304` is dealt with in `transport.ts`. */
export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: orgKey("sessions", id),
    queryFn: ({ signal }) => ask(api.GET("/v1/sessions/{id}", { params: { path: { id } }, signal })),
  });

/** Creates a session. Whoever may send it twice (after a cut, or offline) gives the same `key` both times. */
export const createSession = () =>
  mutationOptions({
    mutationFn: ({ key, ...body }: Schema<"SessionRequest"> & { key?: string }) =>
      ask(
        api.POST("/v1/sessions", {
          params: { header: key === undefined ? {} : { "Idempotency-Key": key } },
          body,
        }),
      ),
    onSuccess: (_session, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("sessions", "list") }),
  });

/** Begins to work on a session's recording. */
export const processSession = (id: string) =>
  mutationOptions({
    mutationFn: () => ask(api.POST("/v1/sessions/{id}/process", { params: { path: { id } } })),
    onSuccess: (_session, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("sessions") }),
  });

/** Scores again by the rubric's newest version. */
export const rescoreSession = (id: string) =>
  mutationOptions({
    mutationFn: () => ask(api.POST("/v1/sessions/{id}/rescore", { params: { path: { id } } })),
    onSuccess: (_score, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("results", id) }),
  });

export const deleteSession = (id: string) =>
  mutationOptions({
    mutationFn: () => done(api.DELETE("/v1/sessions/{id}", { params: { path: { id } } })),
    onSuccess: (_none, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("sessions", "list") }),
  });

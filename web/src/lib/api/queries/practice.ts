import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { api, ask, done } from "../client";
import { problemOf } from "../problem";
import { authorizedFetch, fetchBlob } from "../transport";
import type { Schema } from "../types";
import { cursorList, orgKey, ownKey } from "./keys";

/** What can be read aloud: languages with their levels. */
export const practiceLanguagesQuery = () =>
  queryOptions({
    queryKey: ownKey("practice-languages"),
    queryFn: ({ signal }) => ask(api.GET("/v1/practice/languages", { signal })),
    select: (list) => list.items,
    staleTime: 60 * 60_000,
  });

/** Somebody's practice: one's own without `user`. */
export type PracticeFilter = { user?: string; language?: string };

export const attemptsQuery = (filter: PracticeFilter = {}) =>
  cursorList(orgKey("practice", "attempts", filter), (page, signal) =>
    ask(api.GET("/v1/practice/attempts", { params: { query: { ...filter, ...page } }, signal })),
  );

/** An attempt; asked again until it has been heard. */
export const attemptQuery = (id: string) =>
  queryOptions({
    queryKey: orgKey("practice", "attempt", id),
    queryFn: ({ signal }) => ask(api.GET("/v1/practice/attempts/{id}", { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.state === "Queued" ? 700 : false),
  });

/** Days begin where the person is. */
export const statisticsQuery = (filter: PracticeFilter = {}) =>
  queryOptions({
    queryKey: orgKey("practice", "statistics", filter),
    queryFn: ({ signal }) =>
      ask(
        api.GET("/v1/practice/statistics", {
          params: { query: { ...filter, zone_minutes: -new Date().getTimezoneOffset() } },
          signal,
        }),
      ),
  });

export const attemptRecordingQuery = (id: string) =>
  queryOptions({
    queryKey: orgKey("practice", "recording", id),
    queryFn: ({ signal }) => fetchBlob(`/v1/practice/attempts/${id}/recording`, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });

/** The next sentence; another one each time. */
export const nextSentence = () =>
  mutationOptions({
    mutationFn: (body: Schema<"SentenceRequest">) => ask(api.POST("/v1/practice/sentences", { body })),
  });

/** What goes with the recording of a reading. */
export type NewAttempt = Omit<Schema<"AttemptForm">, "file"> & { file: Blob; name: string; key?: string };

/** Sends a reading. The file goes last, so that the server knows what to hear before it comes. */
export const createAttempt = () =>
  mutationOptions({
    mutationFn: async ({ file, name, key, ...fields }: NewAttempt): Promise<Schema<"AttemptBody">> => {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) {
        if (typeof value === "string") form.append(field, value);
      }
      form.append("file", file, name);
      const response = await authorizedFetch("/v1/practice/attempts", {
        method: "POST",
        body: form,
        headers: key === undefined ? {} : { "Idempotency-Key": key },
      });
      if (!response.ok) throw await problemOf(response);
      return (await response.json()) as Schema<"AttemptBody">;
    },
    onSuccess: (_attempt, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("practice") }),
  });

export const deleteAttempt = () =>
  mutationOptions({
    mutationFn: (id: string) => done(api.DELETE("/v1/practice/attempts/{id}", { params: { path: { id } } })),
    onSuccess: (_none, _id, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("practice") }),
  });

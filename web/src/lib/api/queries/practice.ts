import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { currentLanguage } from "../../i18n/locale";
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

/** What is said of an attempt comes in the language of the page, whatever the browser prefers. */
const reads = () => ({ "Accept-Language": currentLanguage() });

export const attemptsQuery = (filter: PracticeFilter = {}) =>
  cursorList(orgKey("practice", "attempts", filter, currentLanguage()), (page, signal) =>
    ask(
      api.GET("/v1/practice/attempts", {
        params: { query: { ...filter, ...page } },
        headers: reads(),
        signal,
      }),
    ),
  );

/** An attempt; asked again until it has been heard. */
export const attemptQuery = (id: string) =>
  queryOptions({
    queryKey: orgKey("practice", "attempt", id, currentLanguage()),
    queryFn: ({ signal }) =>
      ask(api.GET("/v1/practice/attempts/{id}", { params: { path: { id } }, headers: reads(), signal })),
    refetchInterval: ({ state }) => (state.data?.state === "queued" ? 700 : false),
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

/** How one's own English sounds go over time, the weakest first. Days begin where the person is. */
export const soundsQuery = () =>
  queryOptions({
    queryKey: orgKey("practice", "sounds"),
    queryFn: ({ signal }) =>
      ask(
        api.GET("/v1/practice/sounds", {
          params: { query: { zone_minutes: -new Date().getTimezoneOffset() } },
          signal,
        }),
      ),
  });

type DrillFilter = { early: boolean; level?: Schema<"CefrLevel"> | undefined };

const askDrill = (filter: DrillFilter, signal: AbortSignal) =>
  ask(
    api.GET("/v1/practice/drill", {
      params: { query: { ...filter, zone_minutes: -new Date().getTimezoneOffset() } },
      signal,
    }),
  );

/**
 * One's own weak English sounds that are due, or with `early` all of them. They stay the same until they are asked for
 * again (`refetch`). Not under `practice`: each reading of a session would begin the session anew.
 */
export const drillQuery = (filter: DrillFilter) =>
  queryOptions({
    queryKey: orgKey("drill", filter),
    queryFn: ({ signal }) => askDrill(filter, signal),
    staleTime: Infinity,
    gcTime: 0,
  });

/** The weak sounds that are due after all that was read so far, and when the next one is. */
export const dueSoundsQuery = () =>
  queryOptions({
    queryKey: orgKey("practice", "due"),
    queryFn: ({ signal }) => askDrill({ early: false }, signal),
  });

export const attemptRecordingQuery = (id: string) =>
  queryOptions({
    queryKey: orgKey("practice", "recording", id),
    queryFn: ({ signal }) => fetchBlob(`/v1/practice/attempts/${id}/recording`, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });

/**
 * A sentence to read. It stays the same until it is asked for again (`refetch`): the server gives another one each time.
 * Not under `practice`: an attempt at it makes it no other.
 */
export const sentenceQuery = (body: Schema<"SentenceRequest">) =>
  queryOptions({
    queryKey: orgKey("sentence", body.language, body.level),
    queryFn: ({ signal }) => ask(api.POST("/v1/practice/sentences", { body, signal })),
    staleTime: Infinity,
    gcTime: Infinity,
    refetchOnReconnect: false,
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
        headers: key === undefined ? reads() : { ...reads(), "Idempotency-Key": key },
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
    onSuccess: (_none, _id, _begun, { client }) => client.invalidateQueries({ queryKey: orgKey("practice") }),
  });

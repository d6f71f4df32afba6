import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { api, ask } from "../client";
import type { paths } from "../schema";
import { fetchBlob } from "../transport";
import type { Schema } from "../types";
import { orgKey } from "./keys";

/**
 * What came out of a session. Keys begin with `results, id`: the page of a session in work invalidates the one that an
 * event names (`orgKey("results", id, "transcript")`), and all of them at the end.
 */
const resultKey = (id: string, ...parts: readonly unknown[]) => orgKey("results", id, ...parts);

const at = (id: string) => ({ params: { path: { id } } });

export const transcriptQuery = (id: string) =>
  queryOptions({
    queryKey: resultKey(id, "transcript"),
    queryFn: ({ signal }) => ask(api.GET("/v1/sessions/{id}/transcript", { ...at(id), signal })),
  });

/** How the sounds of a talk in English were said; there are none in other languages. */
export const talkSoundsQuery = (id: string) =>
  queryOptions({
    queryKey: resultKey(id, "sounds"),
    queryFn: ({ signal }) => ask(api.GET("/v1/sessions/{id}/sounds", { ...at(id), signal })),
  });

type Metrics = paths["/v1/sessions/{id}/metrics"]["get"]["parameters"]["query"];

/** A track over time, at the fineness asked for. */
export const metricsQuery = (id: string, query: Metrics) =>
  queryOptions({
    queryKey: resultKey(id, "metrics", query),
    queryFn: ({ signal }) =>
      ask(api.GET("/v1/sessions/{id}/metrics", { params: { path: { id }, query }, signal })),
  });

export const minutesQuery = (id: string, track: Schema<"Track">) =>
  queryOptions({
    queryKey: resultKey(id, "minutes", track),
    queryFn: ({ signal }) =>
      ask(
        api.GET("/v1/sessions/{id}/metrics/minutes", { params: { path: { id }, query: { track } }, signal }),
      ),
    select: (list) => list.items,
  });

export const prosodyQuery = (id: string) =>
  queryOptions({
    queryKey: resultKey(id, "prosody"),
    queryFn: ({ signal }) => ask(api.GET("/v1/sessions/{id}/prosody", { ...at(id), signal })),
  });

export const fluencyQuery = (id: string) =>
  queryOptions({
    queryKey: resultKey(id, "fluency"),
    queryFn: ({ signal }) => ask(api.GET("/v1/sessions/{id}/fluency", { ...at(id), signal })),
  });

/** Score cards, newest first. */
export const scoresQuery = (id: string) =>
  queryOptions({
    queryKey: resultKey(id, "scores"),
    queryFn: ({ signal }) => ask(api.GET("/v1/sessions/{id}/scores", { ...at(id), signal })),
    select: (list) => list.items,
  });

export const drillsQuery = (id: string) =>
  queryOptions({
    queryKey: resultKey(id, "drills"),
    queryFn: ({ signal }) => ask(api.GET("/v1/sessions/{id}/drills", { ...at(id), signal })),
    select: (list) => list.items,
  });

/** Everything in one document, as a report has it. */
export const analysisQuery = (id: string) =>
  queryOptions({
    queryKey: resultKey(id, "analysis"),
    queryFn: ({ signal }) => ask(api.GET("/v1/sessions/{id}/analysis", { ...at(id), signal })),
  });

/**
 * The recording, to be played from an object URL: a player cannot send the access token itself. Make the URL in an
 * effect and revoke it there.
 */
export const recordingQuery = (id: string) =>
  queryOptions({
    queryKey: resultKey(id, "recording"),
    queryFn: ({ signal }) => fetchBlob(`/v1/sessions/${id}/media`, signal),
    staleTime: Infinity,
    gcTime: 60_000,
  });

export const changeDrill = (session: string) =>
  mutationOptions({
    mutationFn: ({ id, state }: { id: string } & Schema<"DrillPatch">) =>
      ask(api.PATCH("/v1/drills/{id}", { ...at(id), body: { state } })),
    onSuccess: (_drill, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: resultKey(session, "drills") }),
  });

import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { api, ask, done } from "../client";
import type { Schema } from "../types";
import { cursorList, orgKey } from "./keys";

export const projectsQuery = () =>
  cursorList(orgKey("projects", "list"), (query, signal) =>
    ask(api.GET("/v1/projects", { params: { query }, signal })),
  );

export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: orgKey("projects", id),
    queryFn: ({ signal }) => ask(api.GET("/v1/projects/{id}", { params: { path: { id } }, signal })),
  });

export const createProject = () =>
  mutationOptions({
    mutationFn: (body: Schema<"ProjectRequest">) => ask(api.POST("/v1/projects", { body })),
    onSuccess: (_project, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("projects") }),
  });

export const changeProject = (id: string) =>
  mutationOptions({
    mutationFn: (body: Schema<"ProjectPatch">) =>
      ask(api.PATCH("/v1/projects/{id}", { params: { path: { id } }, body })),
    onSuccess: (_project, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("projects") }),
  });

export const deleteProject = (id: string) =>
  mutationOptions({
    mutationFn: () => done(api.DELETE("/v1/projects/{id}", { params: { path: { id } } })),
    onSuccess: async (_none, _body, _begun, { client }) => {
      await client.invalidateQueries({ queryKey: orgKey("projects", "list") });
      await client.invalidateQueries({ queryKey: orgKey("sessions", "list") });
    },
  });

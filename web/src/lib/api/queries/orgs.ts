import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { api, ask, done } from "../client";
import type { Schema } from "../types";
import { ownKey } from "./keys";

/** One's orgs. */
export const orgsQuery = () =>
  queryOptions({
    queryKey: ownKey("orgs"),
    queryFn: ({ signal }) => ask(api.GET("/v1/orgs", { signal })),
    select: (list) => list.items,
  });

/** An org with how it keeps recordings and what people agree to. */
export const orgQuery = (id: string) =>
  queryOptions({
    queryKey: ownKey("orgs", id),
    queryFn: ({ signal }) => ask(api.GET("/v1/orgs/{id}", { params: { path: { id } }, signal })),
  });

export const createOrg = () =>
  mutationOptions({
    mutationFn: (body: Schema<"NewOrgRequest">) => ask(api.POST("/v1/orgs", { body })),
    onSuccess: (_org, _body, _begun, { client }) => client.invalidateQueries({ queryKey: ownKey() }),
  });

export const changeOrg = (id: string) =>
  mutationOptions({
    mutationFn: (body: Schema<"OrgChangeRequest">) =>
      ask(api.PATCH("/v1/orgs/{id}", { params: { path: { id } }, body })),
    onSuccess: (_org, _body, _begun, { client }) => client.invalidateQueries({ queryKey: ownKey() }),
  });

export const deleteOrg = (id: string) =>
  mutationOptions({
    mutationFn: () => done(api.DELETE("/v1/orgs/{id}", { params: { path: { id } } })),
    onSuccess: (_none, _body, _begun, { client }) => client.invalidateQueries({ queryKey: ownKey() }),
  });

/** Accepts an invitation sent to one's own address. */
export const acceptInvitation = () =>
  mutationOptions({
    mutationFn: (token: string) => ask(api.POST("/v1/invitations/accept", { body: { token } })),
    onSuccess: (_org, _token, _begun, { client }) => client.invalidateQueries({ queryKey: ownKey() }),
  });

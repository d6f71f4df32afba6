import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { api, ask, done } from "../client";
import type { Role, Schema } from "../types";
import { cursorList, orgKey } from "./keys";

export const membersQuery = (org: string) =>
  cursorList(orgKey("members"), (query, signal) =>
    ask(api.GET("/v1/orgs/{id}/members", { params: { path: { id: org }, query }, signal })),
  );

export const invitationsQuery = (org: string) =>
  cursorList(orgKey("invitations"), (query, signal) =>
    ask(api.GET("/v1/orgs/{id}/invitations", { params: { path: { id: org }, query }, signal })),
  );

/** Who coaches whom. A coach sees their own learners. */
export const coachingsQuery = (org: string) =>
  queryOptions({
    queryKey: orgKey("coachings"),
    queryFn: ({ signal }) =>
      ask(api.GET("/v1/orgs/{id}/coachings", { params: { path: { id: org } }, signal })),
    select: (list) => list.items,
  });

export const changeRole = (org: string) =>
  mutationOptions({
    mutationFn: ({ user, role }: { user: string; role: Role }) =>
      ask(api.PATCH("/v1/orgs/{id}/members/{user}", { params: { path: { id: org, user } }, body: { role } })),
    onSuccess: (_member, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("members") }),
  });

export const removeMember = (org: string) =>
  mutationOptions({
    mutationFn: (user: string) =>
      done(api.DELETE("/v1/orgs/{id}/members/{user}", { params: { path: { id: org, user } } })),
    onSuccess: (_none, _user, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("members") }),
  });

/** Erases all that somebody practised in the org; they stay a member. */
export const erasePractice = (org: string) =>
  mutationOptions({
    mutationFn: (user: string) =>
      ask(api.DELETE("/v1/orgs/{id}/members/{user}/practice", { params: { path: { id: org, user } } })),
    onSuccess: (_erased, _user, _begun, { client }) => client.invalidateQueries({ queryKey: orgKey() }),
  });

export const invite = (org: string) =>
  mutationOptions({
    mutationFn: (body: Schema<"InvitationRequest">) =>
      ask(api.POST("/v1/orgs/{id}/invitations", { params: { path: { id: org } }, body })),
    onSuccess: (_invitation, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("invitations") }),
  });

export const revokeInvitation = (org: string) =>
  mutationOptions({
    mutationFn: (invitation: string) =>
      done(
        api.DELETE("/v1/orgs/{id}/invitations/{invitation}", { params: { path: { id: org, invitation } } }),
      ),
    onSuccess: (_none, _id, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("invitations") }),
  });

export const addCoaching = (org: string) =>
  mutationOptions({
    mutationFn: (body: Schema<"CoachingRequest">) =>
      ask(api.POST("/v1/orgs/{id}/coachings", { params: { path: { id: org } }, body })),
    onSuccess: (_coaching, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("coachings") }),
  });

export const removeCoaching = (org: string) =>
  mutationOptions({
    mutationFn: ({ coach, learner }: Schema<"CoachingRequest">) =>
      done(
        api.DELETE("/v1/orgs/{id}/coachings/{coach}/{learner}", {
          params: { path: { id: org, coach, learner } },
        }),
      ),
    onSuccess: (_none, _pair, _begun, { client }) =>
      client.invalidateQueries({ queryKey: orgKey("coachings") }),
  });

import { mutationOptions, queryOptions } from "@tanstack/react-query";

import { takeRaised } from "../../auth/session";
import { learnMe } from "../../auth/store";
import { api, ask, done } from "../client";
import type { Schema } from "../types";
import { ownKey } from "./keys";

/** Oneself, with one's orgs and roles. */
export const meQuery = () =>
  queryOptions({
    queryKey: ownKey("me"),
    queryFn: async ({ signal }) => {
      const me = await ask(api.GET("/v1/me", { signal }));
      learnMe(me);
      return me;
    },
  });

/** Where one is signed in. */
export const signInsQuery = () =>
  queryOptions({
    queryKey: ownKey("sign-ins"),
    queryFn: ({ signal }) => ask(api.GET("/v1/me/sign-ins", { signal })),
  });

const me = ownKey("me");

export const changeMe = () =>
  mutationOptions({
    mutationFn: (body: Schema<"MyChange">) => ask(api.PATCH("/v1/me", { body })),
    onSuccess: (_user, _body, _begun, { client }) => client.invalidateQueries({ queryKey: me }),
  });

/** Ends every other sign-in. */
export const changePassword = () =>
  mutationOptions({
    mutationFn: (body: Schema<"PasswordChange">) => done(api.POST("/v1/me/password", { body })),
    onSuccess: (_none, _body, _begun, { client }) =>
      client.invalidateQueries({ queryKey: ownKey("sign-ins") }),
  });

export const endSignIn = () =>
  mutationOptions({
    mutationFn: (id: string) => done(api.DELETE("/v1/me/sign-ins/{id}", { params: { path: { id } } })),
    onSuccess: (_none, _id, _begun, { client }) => client.invalidateQueries({ queryKey: ownKey("sign-ins") }),
  });

/** Gives the secret for the app; nothing holds before `confirmTotp`. */
export const beginTotp = () =>
  mutationOptions({
    mutationFn: (body: Schema<"TotpBegin">) => ask(api.POST("/v1/me/totp", { body })),
  });

/** Turns the second factor on; answers the recovery codes, once. */
export const confirmTotp = () =>
  mutationOptions({
    mutationFn: async (body: Schema<"TotpConfirm">) => {
      const confirmed = await ask(api.POST("/v1/me/totp/confirm", { body }));
      takeRaised(confirmed);
      return confirmed;
    },
    onSuccess: (_codes, _body, _begun, { client }) => client.invalidateQueries({ queryKey: me }),
  });

export const endTotp = () =>
  mutationOptions({
    mutationFn: (body: Schema<"BothFactors">) => done(api.DELETE("/v1/me/totp", { body })),
    onSuccess: (_none, _body, _begun, { client }) => client.invalidateQueries({ queryKey: me }),
  });

export const renewRecoveryCodes = () =>
  mutationOptions({
    mutationFn: (body: Schema<"BothFactors">) => ask(api.POST("/v1/me/recovery-codes", { body })),
    onSuccess: (_codes, _body, _begun, { client }) => client.invalidateQueries({ queryKey: me }),
  });

/** Erases oneself and everything one's own, in every org. */
export const eraseMe = () =>
  mutationOptions({
    mutationFn: (body: Schema<"BothFactors">) => done(api.DELETE("/v1/me", { body })),
  });

/** Where the export of everything one's own is; for `download`. */
export const EXPORT_PATH = "/v1/me/export";

import { mutationOptions } from "@tanstack/react-query";

import { api, done } from "../client";
import type { Schema } from "../types";

/** Asks for a mail to choose a new password; the answer is the same whoever asks. */
export const askPasswordReset = () =>
  mutationOptions({
    mutationFn: (email: string) => done(api.POST("/v1/auth/password-reset", { body: { email } })),
  });

/** Chooses the new password; every sign-in of the account ends. */
export const confirmPasswordReset = () =>
  mutationOptions({
    mutationFn: (body: Schema<"NewPassword">) => done(api.POST("/v1/auth/password-reset/confirm", { body })),
  });

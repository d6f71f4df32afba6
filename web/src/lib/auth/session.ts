import { api, ask, done } from "../api/client";
import { forgetTags } from "../api/etags";
import type { Schema } from "../api/types";
import { settlePrompt } from "./prompts";
import { authStore, identityOf, leave, raise, startWithoutServer } from "./store";
import { dropToken, renew, takeSignIn, takeToken } from "./tokens";

/** Tells the other tabs. */
const channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel("vivavoce");

/** Finds out who is signed in, when the page starts or the server is back. */
export async function start(): Promise<void> {
  const renewal = await renew();
  if (renewal.is === "refused") leave();
  if (renewal.is === "failed") startWithoutServer();
}

/** @throws {ApiProblem} `wrong-credentials`, or `second-factor-needed` (then again with a code). */
export async function signIn(login: Omit<Schema<"Login">, "cookie">): Promise<void> {
  entered(await ask(api.POST("/v1/auth/login", { body: { ...login, cookie: true } })));
}

/** The first owner of a new server. */
export async function setUp(setup: Omit<Schema<"Setup">, "cookie">): Promise<void> {
  entered(await ask(api.POST("/v1/auth/setup", { body: { ...setup, cookie: true } })));
}

/** Asks for an account. By invitation one is signed in at once; else a mail is on its way. */
export async function register(
  account: Omit<Schema<"NewAccount">, "cookie">,
): Promise<"signed-in" | "mail-sent"> {
  const signedIn = await ask<unknown>(api.POST("/v1/users", { body: { ...account, cookie: true } }));
  if (!isSignedIn(signedIn)) return "mail-sent";
  entered(signedIn);
  return "signed-in";
}

/** Finishes an account with the token in the mail. */
export async function confirmAccount(token: string): Promise<void> {
  entered(await ask(api.POST("/v1/users/confirm", { body: { token, cookie: true } })));
}

/** Gives the second factor on this sign-in. */
export async function giveSecondFactor(proof: Schema<"SecondFactor">): Promise<void> {
  takeRaised(await ask(api.POST("/v1/auth/second-factor", { body: proof })));
}

/** Takes the access token that came with the second factor. */
export function takeRaised(raised: Schema<"Raised">): void {
  takeToken(raised.access_token, raised.expires_in);
  raise();
}

/** Signs out here and in the other tabs. Whoever signs out is signed out, even if the server does not answer. */
export async function signOut(): Promise<void> {
  try {
    await done(
      api.POST("/v1/auth/logout", {
        params: { header: { "Vivavoce-Csrf": "1" } },
        body: {},
        keepalive: true,
      }),
    );
  } finally {
    forget();
    channel?.postMessage("signed-out");
  }
}

function entered(signedIn: Schema<"SignedIn">): void {
  const before = identityOf(authStore.get());
  if (before && before.user.id !== signedIn.user.id) forgetTags();
  takeSignIn(signedIn);
  channel?.postMessage("signed-in");
}

function forget(): void {
  dropToken();
  forgetTags();
  leave();
}

/** Follows what happens in the other tabs; returns how to stop. */
export function followOtherTabs(): () => void {
  const listen = ({ data }: MessageEvent<unknown>) => {
    if (data === "signed-out") forget();
    if (data === "signed-in" && authStore.get().status !== "signed-in") void takeUp();
  };
  channel?.addEventListener("message", listen);
  return () => channel?.removeEventListener("message", listen);
}

/** Somebody signed in in another tab, with a cookie that is ours too. */
async function takeUp(): Promise<void> {
  const before = identityOf(authStore.get());
  await start();
  const now = identityOf(authStore.get());
  settlePrompt(now !== null && now.user.id === before?.user.id);
}

function isSignedIn(body: unknown): body is Schema<"SignedIn"> {
  return typeof body === "object" && body !== null && "access_token" in body;
}

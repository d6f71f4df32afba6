import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { promptStore, settlePrompt } from "../auth/prompts";
import { authStore, leave } from "../auth/store";
import { dropToken, takeSignIn } from "../auth/tokens";
import { pageAccess } from "./page-access";

const user = (id: string) => ({
  id,
  email: `${id}@example.org`,
  name: id,
  locale: "en",
  second_factor: false,
  created_at: "2026-01-01T00:00:00Z",
});

const signedIn = (id: string, token: string) => ({
  access_token: token,
  expires_in: 1_800,
  refresh_token: null,
  second_factor: false,
  token_type: "Bearer",
  user: user(id),
});

type SignedIn = Parameters<typeof takeSignIn>[0];
const signIn = (id: string, token: string) => takeSignIn(signedIn(id, token) as unknown as SignedIn);

beforeEach(() => {
  vi.stubGlobal("fetch", vi.fn().mockRejectedValue(new TypeError("down")));
});
afterEach(() => {
  settlePrompt(false);
  dropToken();
  leave();
  vi.unstubAllGlobals();
});

const answer = (response: Response) => vi.mocked(fetch).mockResolvedValueOnce(response);

describe("pageAccess", () => {
  it("has nothing for nobody", async () => {
    expect(await pageAccess.headers()).toBeNull();
    expect(pageAccess.user()).toBeNull();
  });

  it("shows the token of who is signed in, and another one when that is refused", async () => {
    signIn("ana", "one");
    expect(await pageAccess.headers()).toEqual({ Authorization: "Bearer one" });
    answer(Response.json(signedIn("ana", "two")));
    expect(await pageAccess.headers(true)).toEqual({ Authorization: "Bearer two" });
    expect(pageAccess.user()).toBe("ana");
  });

  it("rejects when the server cannot be reached: nobody is signed out by that", async () => {
    signIn("ana", "one");
    await expect(pageAccess.headers(true)).rejects.toThrow();
    expect(authStore.get().status).toBe("signed-in");
  });

  it("has the page ask for the password once when the sign-in is over, and goes on when it was given", async () => {
    signIn("ana", "one");
    answer(Response.json({ type: "/problems/signed-out", title: "", detail: "" }, { status: 401 }));
    expect(await pageAccess.headers(true)).toBeNull();
    expect(promptStore.get()).toBe("sign-in");
    settlePrompt(false);
    expect(await pageAccess.headers()).toBeNull();
    expect(promptStore.get()).toBeNull();

    const back = vi.fn();
    void pageAccess.whenSignedIn(new AbortController().signal, "ana").then(back);
    signIn("ben", "bens");
    await Promise.resolve();
    expect(back).not.toHaveBeenCalled();
    signIn("ana", "three");
    await vi.waitFor(() => expect(back).toHaveBeenCalled());
    expect(await pageAccess.headers()).toEqual({ Authorization: "Bearer three" });
  });

  it("stops waiting when nobody wants to know any more", async () => {
    const control = new AbortController();
    const waiting = pageAccess.whenSignedIn(control.signal);
    control.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    await expect(pageAccess.whenSignedIn(control.signal)).rejects.toThrow("enough");
  });
});

import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { promptStore, settlePrompt } from "../auth/prompts";
import { signIn } from "../auth/session";
import { authStore } from "../auth/store";
import { dropToken } from "../auth/tokens";
import { authorizedFetch } from "./transport";

const USER = { id: "u-1", email: "ana@example.org", name: "Ana", locale: null, second_factor: false };
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { "Content-Type": "application/json" } });
let asked: string[];

beforeEach(() => {
  asked = [];
  dropToken();
  authStore.set({
    status: "signed-in",
    identity: { user: USER as never, orgs: [], org: "o-1", secondFactorGiven: false },
  });
  const { origin } = location;
  vi.stubGlobal(
    "Request",
    class extends Request {
      constructor(input: RequestInfo | URL, init?: RequestInit) {
        super(typeof input === "string" ? new URL(input, origin) : input, init);
      }
    },
  );
  vi.stubGlobal("fetch", (input: Request | string) => {
    const path = typeof input === "string" ? input : new URL(input.url).pathname;
    asked.push(path);
    if (path === "/v1/auth/refresh") return Promise.resolve(json(401, {}));
    if (path === "/v1/auth/login") {
      return Promise.resolve(
        json(200, { access_token: "t", expires_in: 600, user: USER, second_factor: false }),
      );
    }
    const signed = typeof input !== "string" && input.headers.get("Authorization") === "Bearer t";
    return Promise.resolve(signed ? json(200, { fine: true }) : json(401, {}));
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  settlePrompt(false);
});

it("asks to sign in when the sign-in is over, and sends what waited then", async () => {
  const waits = authorizedFetch("/v1/projects");
  await vi.waitFor(() => expect(promptStore.get()).toBe("sign-in"));
  expect(authStore.get().status).toBe("expired");
  // The very request that signs in must not wait for somebody to sign in.
  await signIn({ email: USER.email, password: "secret" });
  settlePrompt(true);
  expect((await waits).status).toBe(200);
  expect(asked.filter((path) => path === "/v1/projects")).toHaveLength(1);
});

import { prompt } from "../auth/prompts";
import { authStore, expire, identityOf } from "../auth/store";
import { dropToken, freshToken, renew } from "../auth/tokens";
import type { Access } from "./access";

/** The access of whoever is signed in on this page. */
export const pageAccess: Access = {
  base: "",

  async headers(refused = false) {
    if (refused) dropToken();
    if (authStore.get().status === "expired" || identityOf(authStore.get()) === null) return null;
    let token = freshToken();
    if (token === null) {
      const renewal = await renew();
      if (renewal.is === "failed") throw renewal.problem;
      if (renewal.is === "refused") askToSignIn();
      token = freshToken();
    }
    return token === null ? null : { Authorization: `Bearer ${token}` };
  },

  user: () => identityOf(authStore.get())?.user.id ?? null,

  whenSignedIn: (signal, user) =>
    new Promise((resolve, reject) => {
      const there = () => {
        const state = authStore.get();
        return state.status === "signed-in" && (user === undefined || state.identity.user.id === user);
      };
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      if (there()) {
        resolve();
        return;
      }
      const finish = (settle: () => void) => {
        end();
        signal.removeEventListener("abort", abort);
        settle();
      };
      const abort = () => finish(() => reject(signal.reason as Error));
      const end = authStore.subscribe(() => {
        if (there()) finish(resolve);
      });
      signal.addEventListener("abort", abort);
    }),
};

/** The sign-in is over: the page stays, and a dialog over it asks for the password. Nobody waits for the answer here. */
function askToSignIn(): void {
  expire();
  void prompt("sign-in");
}

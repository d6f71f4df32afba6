import type { Me, MyOrg, UserView } from "../api/types";
import { keep, recall } from "../util/keep";
import { createStore, useStore } from "../util/store";

/** A person, their orgs, and the org that the page is about now. */
export type Identity = {
  user: UserView;
  orgs: readonly MyOrg[];
  /** `null` until the orgs are known: the server then takes the first. */
  org: string | null;
  /** Whether this sign-in was made with the second factor. */
  secondFactorGiven: boolean;
};

/**
 * Who is signed in.
 * - `starting`: the server is being asked.
 * - `unreachable`: it did not answer, and nobody is remembered here.
 * - `expired`: the sign-in ended while the page was in use. The page stays; a dialog asks to sign in again.
 */
export type AuthState =
  | { status: "starting" }
  | { status: "unreachable" }
  | { status: "signed-out" }
  | { status: "signed-in"; identity: Identity }
  | { status: "expired"; identity: Identity };

export const authStore = createStore<AuthState>({ status: "starting" });

const REMEMBERED = "identity";

/** Follows who is signed in. */
export function useAuth(): AuthState {
  return useStore(authStore);
}

/** Who is signed in, where the page is only shown to somebody who is. */
export function useIdentity(): Identity {
  const identity = identityOf(useAuth());
  if (!identity) throw new Error("useIdentity is for pages behind the sign-in");
  return identity;
}

/** The org that the page is about, with one's role in it. */
export function useOrg(): MyOrg | null {
  const { orgs, org } = useIdentity();
  return orgs.find((one) => one.id === org) ?? orgs[0] ?? null;
}

export function identityOf(state: AuthState): Identity | null {
  return state.status === "signed-in" || state.status === "expired" ? state.identity : null;
}

/** The org of every request and of every query's key. */
export function currentOrg(): string | null {
  return identityOf(authStore.get())?.org ?? null;
}

/** Goes over to another of one's orgs. */
export function chooseOrg(org: string): void {
  change((identity) => ({ ...identity, org }));
}

/** Takes over what `GET /v1/me` says. */
export function learnMe(me: Me): void {
  change((identity) => {
    const { orgs, second_factor_given: secondFactorGiven } = me;
    const user: UserView = {
      id: me.id,
      email: me.email,
      name: me.name,
      locale: me.locale,
      second_factor: me.second_factor,
      created_at: me.created_at,
    };
    const stays = orgs.some((org) => org.id === identity.org);
    return { user, orgs, secondFactorGiven, org: stays ? identity.org : (orgs[0]?.id ?? null) };
  });
}

/** Somebody signed in. What was known of them on this device is taken up again. */
export function enter(user: UserView, secondFactorGiven: boolean): void {
  const known = remembered();
  const same = known?.user.id === user.id ? known : null;
  const identity: Identity = { user, orgs: same?.orgs ?? [], org: same?.org ?? null, secondFactorGiven };
  remember(identity);
  authStore.set({ status: "signed-in", identity });
}

/** The second factor was given on this sign-in. */
export function raise(): void {
  change((identity) => ({
    ...identity,
    secondFactorGiven: true,
    user: { ...identity.user, second_factor: true },
  }));
}

/** The sign-in no longer works. */
export function expire(): void {
  const identity = identityOf(authStore.get());
  authStore.set(identity ? { status: "expired", identity } : { status: "signed-out" });
}

/** Nobody is signed in, and nobody is remembered. */
export function leave(): void {
  keep(REMEMBERED, null);
  authStore.set({ status: "signed-out" });
}

/** The server does not answer at the start: who was here last may go on, and record; the rest waits for the server. */
export function startWithoutServer(): void {
  const identity = remembered();
  authStore.set(identity ? { status: "signed-in", identity } : { status: "unreachable" });
}

function change(next: (identity: Identity) => Identity): void {
  const state = authStore.get();
  const identity = identityOf(state);
  if (!identity) return;
  const changed = next(identity);
  remember(changed);
  authStore.set(
    state.status === "expired"
      ? { status: "expired", identity: changed }
      : { status: "signed-in", identity: changed },
  );
}

function remember(identity: Identity): void {
  keep(REMEMBERED, JSON.stringify(identity));
}

function remembered(): Identity | null {
  try {
    const value = JSON.parse(recall(REMEMBERED) ?? "null") as Identity | null;
    return value && typeof value.user.id === "string" && Array.isArray(value.orgs) ? value : null;
  } catch {
    return null;
  }
}

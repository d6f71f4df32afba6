import type { RouteObject } from "react-router";

/**
 * For people who are not signed in. The addresses are those of the server's mails (`crates/server/mails`) and of the
 * link that it prints for a fresh server.
 */
export const accountRoutes: RouteObject[] = [
  { path: "login", lazy: () => import("./pages/sign-in") },
  { path: "register", lazy: () => import("./pages/register") },
  { path: "password-reset", lazy: () => import("./pages/password-reset") },
  { path: "join", lazy: () => import("./pages/join") },
  { path: "setup", lazy: () => import("./pages/set-up") },
];

/** The second half of setting up, signed in. */
export const accountSignedInRoutes: RouteObject[] = [
  { path: "welcome", lazy: () => import("./pages/welcome") },
];

import type { RouteObject } from "react-router";

export const readRoutes: RouteObject[] = [
  { path: "read", lazy: () => import("./pages/read") },
  { path: "read/drill", lazy: () => import("./pages/drill") },
  { path: "read/history", lazy: () => import("./pages/history") },
  { path: "read/history/:attemptId", lazy: () => import("./pages/attempt") },
];

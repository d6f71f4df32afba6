import type { RouteObject } from "react-router";

export const reportRoutes: RouteObject[] = [
  { path: "talk/:sessionId", lazy: () => import("./pages/session") },
];

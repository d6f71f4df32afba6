import type { RouteObject } from "react-router";

export const talkRoutes: RouteObject[] = [
  { path: "talk", lazy: () => import("./pages/talks") },
  { path: "talk/new", lazy: () => import("./pages/record") },
  { path: "talk/projects/:projectId", lazy: () => import("./pages/project") },
];

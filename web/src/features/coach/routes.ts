import type { RouteObject } from "react-router";

export const coachRoutes: RouteObject[] = [
  { path: "learners", lazy: () => import("./pages/learners") },
  { path: "learners/:userId", lazy: () => import("./pages/learner") },
];

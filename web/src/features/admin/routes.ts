import type { RouteObject } from "react-router";

export const adminRoutes: RouteObject[] = [
  {
    path: "admin",
    lazy: () => import("./pages/layout"),
    children: [
      { index: true, lazy: () => import("./pages/people") },
      { path: "rules", lazy: () => import("./pages/rules") },
      { path: "audit", lazy: () => import("./pages/audit") },
      { path: "running", lazy: () => import("./pages/running") },
    ],
  },
];

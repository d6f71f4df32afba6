import type { RouteObject } from "react-router";

export const progressRoutes: RouteObject[] = [{ path: "progress", lazy: () => import("./pages/progress") }];

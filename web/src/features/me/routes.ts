import type { RouteObject } from "react-router";

export const meRoutes: RouteObject[] = [{ path: "me", lazy: () => import("./pages/me") }];

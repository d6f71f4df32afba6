import { createBrowserRouter, Outlet, ScrollRestoration, type RouteObject } from "react-router";

import { accountRoutes, accountSignedInRoutes } from "@/features/account/routes";
import { adminRoutes } from "@/features/admin/routes";
import { coachRoutes } from "@/features/coach/routes";
import { homeRoutes } from "@/features/home/routes";
import { meRoutes } from "@/features/me/routes";
import { progressRoutes } from "@/features/progress/routes";
import { readRoutes } from "@/features/read/routes";
import { reportRoutes } from "@/features/report/routes";
import { talkRoutes } from "@/features/talk/routes";

import { RouteError } from "./crash-page";
import { NotFound } from "./not-found";
import { Bare } from "./shell/bare";
import { Guard } from "./shell/guard";
import { Shell } from "./shell/shell";
import { Splash } from "./shell/splash";

/** Every address of the page. What a page needs is loaded when it is gone to. */
export const routes: RouteObject[] = [
  {
    element: (
      <>
        <ScrollRestoration />
        <Outlet />
      </>
    ),
    errorElement: <RouteError />,
    HydrateFallback: Splash,
    children: [
      { element: <Bare />, children: [caught(accountRoutes)] },
      {
        element: <Guard />,
        children: [
          { element: <Bare />, children: [caught(accountSignedInRoutes)] },
          {
            element: <Shell />,
            children: [
              caught([
                ...homeRoutes,
                ...talkRoutes,
                ...reportRoutes,
                ...readRoutes,
                ...progressRoutes,
                ...coachRoutes,
                ...adminRoutes,
                ...meRoutes,
                { path: "*", element: <NotFound /> },
              ]),
            ],
          },
        ],
      },
    ],
  },
];

/** A page that breaks leaves what is around it. */
function caught(children: RouteObject[]): RouteObject {
  return { errorElement: <RouteError />, children };
}

export const createRouter = () => createBrowserRouter(routes);

import { QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState, type ComponentProps } from "react";
import { RouterProvider } from "react-router";

import { Toaster } from "@/components/ui";
import { createQueryClient } from "@/lib/api/query-client";
import { followOtherTabs } from "@/lib/auth";

import { Prompts } from "./dialogs/prompts";
import { ErrorBoundary } from "./error-boundary";
import { MessagesProvider } from "./messages/provider";
import { createRouter } from "./router";

/** The whole page. */
export function App({ initial }: Pick<ComponentProps<typeof MessagesProvider>, "initial">) {
  const [queries] = useState(createQueryClient);
  const [router] = useState(createRouter);
  useEffect(followOtherTabs, []);
  return (
    <MessagesProvider initial={initial}>
      <ErrorBoundary>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
          <Prompts />
          <Toaster />
        </QueryClientProvider>
      </ErrorBoundary>
    </MessagesProvider>
  );
}

import { Outlet } from "react-router";

import { Wordmark } from "@/components/ui";

import { OfflineBanner } from "./offline-banner";
import { LanguageMenu, ThemeMenu } from "./preferences";
import { SkipLink } from "./skip-link";
import { useFocusOnNavigation } from "./use-focus-on-navigation";

/** Around pages for people who are not signed in, or not ready yet: the name above, nothing to distract. */
export function Bare() {
  useFocusOnNavigation();
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <OfflineBanner />
      <header className="mx-auto flex w-full max-w-2xl items-center justify-between px-4 pt-4 sm:px-8 sm:pt-6">
        <Wordmark />
        <div className="flex">
          <ThemeMenu />
          <LanguageMenu />
        </div>
      </header>
      <main id="content" tabIndex={-1} className="flex grow flex-col">
        <Outlet />
      </main>
    </div>
  );
}

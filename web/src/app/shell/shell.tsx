import { Mic } from "lucide-react";
import { Link, NavLink, Outlet, useNavigation } from "react-router";
import { useTranslations } from "use-intl";

import { buttonClasses, Wordmark } from "@/components/ui";
import { useOrg } from "@/lib/auth";
import { useKeepSending } from "@/lib/capture/use-upload";
import { cn } from "@/lib/util/cn";

import { AccountMenu } from "./account-menu";
import { navigationFor, type NavItem } from "./navigation";
import { OfflineBanner } from "./offline-banner";
import { SkipLink } from "./skip-link";
import { useFocusOnNavigation } from "./use-focus-on-navigation";

/** Around every page of somebody who is signed in: a bar below on phones, one at the side where there is room. */
export function Shell() {
  useFocusOnNavigation();
  useKeepSending();
  const items = navigationFor(useOrg()?.role);
  const { state } = useNavigation();
  return (
    <div className="md:grid md:min-h-dvh md:grid-cols-[15.5rem_minmax(0,1fr)]">
      <SkipLink />
      <Sidebar items={items} />
      <div className="flex min-h-dvh min-w-0 flex-col pb-[calc(4.5rem+env(safe-area-inset-bottom))] md:pb-0">
        <OfflineBanner />
        <header className="flex items-center justify-between px-4 pt-3 md:hidden">
          <Link to="/" className="rounded-sm">
            <Wordmark />
          </Link>
          <AccountMenu compact extra={items.slice(4)} />
        </header>
        <main
          id="content"
          tabIndex={-1}
          aria-busy={state === "loading"}
          className={cn("grow", state === "loading" && "opacity-60 transition-opacity delay-150")}
        >
          <Outlet />
        </main>
      </div>
      <BottomBar items={items.slice(0, 4)} />
    </div>
  );
}

function Sidebar({ items }: { items: readonly NavItem[] }) {
  const t = useTranslations("app.nav");
  return (
    <div className="sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto border-r border-line px-3 py-5 md:flex">
      <Link to="/" className="mx-2 rounded-sm">
        <Wordmark />
      </Link>
      <Link to="/talk/new" className={buttonClasses("primary")}>
        <Mic aria-hidden className="size-4.5" />
        {t("record")}
      </Link>
      <nav aria-label={t("label")} className="grow">
        <ul className="grid gap-0.5">
          {items.map(({ to, key, Icon }) => (
            <li key={key}>
              <NavLink
                to={to}
                end={to === "/"}
                className="flex min-h-11 items-center gap-3 rounded-sm px-3 text-sm font-medium text-ink-soft hover:bg-sunk hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-ink"
              >
                <Icon aria-hidden className="size-5" />
                {t(key)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
      <AccountMenu compact={false} />
    </div>
  );
}

function BottomBar({ items }: { items: readonly NavItem[] }) {
  const t = useTranslations("app.nav");
  const half = Math.ceil(items.length / 2);
  const tab = ({ to, key, Icon }: NavItem) => (
    <li key={key} className="grow basis-0">
      <NavLink
        to={to}
        end={to === "/"}
        className="flex min-h-14 flex-col items-center justify-center gap-0.5 text-xs font-medium text-ink-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent-ink focus-visible:-outline-offset-3"
      >
        <Icon aria-hidden className="size-5.5" />
        {t(key === "read" ? "readShort" : key)}
      </NavLink>
    </li>
  );
  return (
    <nav
      aria-label={t("label")}
      className="fixed inset-x-0 bottom-0 z-30 border-t border-line bg-sheet pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="mx-auto flex max-w-md items-center px-2 py-1">
        {items.slice(0, half).map(tab)}
        <li className="px-2">
          <Link
            to="/talk/new"
            aria-label={t("record")}
            className="flex size-14 items-center justify-center rounded-full bg-accent text-on-accent hover:bg-accent-hover"
          >
            <Mic aria-hidden className="size-6" />
          </Link>
        </li>
        {items.slice(half).map(tab)}
      </ul>
    </nav>
  );
}

import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

import { usePageTitle } from "@/lib/hooks/use-page-title";
import { cn } from "@/lib/util/cn";

const WIDTHS = { narrow: "max-w-lg", normal: "max-w-xl", wide: "max-w-2xl" } as const;

/** The content of a page, centred, with room for the bottom bar. */
export function Page({
  width = "normal",
  children,
  className,
}: {
  width?: keyof typeof WIDTHS;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("mx-auto grid w-full gap-6 px-4 py-6 sm:px-8 sm:py-10", WIDTHS[width], className)}>
      {children}
    </div>
  );
}

/**
 * The one `<h1>` of a page. It names the window too, and takes the focus after a change of page, so that screen readers
 * say where one is.
 */
export function PageHeader({
  title,
  lead,
  actions,
  back,
  windowTitle,
}: {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  back?: { to: string; label: string };
  /** Where `title` is not text. */
  windowTitle?: string;
}) {
  usePageTitle(windowTitle ?? (typeof title === "string" ? title : ""));
  return (
    <header className="grid gap-3">
      {back && (
        <Link
          to={back.to}
          className="-ml-2 inline-flex min-h-11 items-center gap-1.5 justify-self-start rounded-sm px-2 text-sm font-medium text-ink-soft hover:text-ink"
        >
          <ArrowLeft aria-hidden className="size-4.5" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="grid max-w-lg gap-2">
          <h1 tabIndex={-1} data-page-heading className="font-serif text-2xl font-semibold tracking-tight">
            {title}
          </h1>
          {lead && <p className="text-ink-soft">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2.5">{actions}</div>}
      </div>
    </header>
  );
}

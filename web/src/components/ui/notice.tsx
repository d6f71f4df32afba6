import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/lib/util/cn";

const KINDS = {
  note: { Icon: Info, classes: "bg-note-soft border-note/30 [&>svg]:text-note" },
  good: { Icon: CircleCheck, classes: "bg-good-soft border-good/30 [&>svg]:text-good" },
  warn: { Icon: TriangleAlert, classes: "bg-warn-soft border-warn/30 [&>svg]:text-warn" },
  bad: { Icon: CircleAlert, classes: "bg-bad-soft border-bad/30 [&>svg]:text-bad" },
} as const;

/** A few lines that stand out on the page. `live` reads them out when they come. */
export function Notice({
  kind = "note",
  title,
  children,
  action,
  live = false,
  className,
}: {
  kind?: keyof typeof KINDS;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  live?: boolean;
  className?: string;
}) {
  const { Icon, classes } = KINDS[kind];
  return (
    <div
      role={live ? (kind === "bad" ? "alert" : "status") : undefined}
      className={cn("flex gap-3 rounded-md border px-4 py-3 text-sm text-ink", classes, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-5 shrink-0" />
      <div className="grid grow gap-1">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-ink-soft">{children}</div>}
        {action && <div className="mt-1.5">{action}</div>}
      </div>
    </div>
  );
}

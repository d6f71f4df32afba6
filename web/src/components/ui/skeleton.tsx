import { useTranslations } from "use-intl";

import { cn } from "@/lib/util/cn";

/** The place of something on its way. Give it the size of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn("h-4 rounded-xs bg-sunk animate-pulse", className)} />;
}

/** The place of a list on its way. */
export function SkeletonList({ rows = 4 }: { rows?: number }) {
  const t = useTranslations("ui");
  return (
    <div role="status" className="grid gap-3">
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="grid gap-2.5 rounded-lg border border-line bg-sheet p-5">
          <Skeleton className="h-5 w-2/5" />
          <Skeleton className="w-4/5" />
        </div>
      ))}
    </div>
  );
}

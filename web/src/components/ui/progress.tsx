import { LoaderCircle } from "lucide-react";

import { cn } from "@/lib/util/cn";

/** How far something is, from 0 to 1; `null` while that is not known. */
export function Progress({ label, value, note }: { label: string; value: number | null; note?: string }) {
  const share = value === null ? null : Math.min(1, Math.max(0, value));
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="font-medium">{label}</span>
        {note && (
          <span data-tabular className="text-ink-soft">
            {note}
          </span>
        )}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={note}
        className="h-2.5 overflow-hidden rounded-full bg-sunk outline outline-1 -outline-offset-1 outline-line-strong"
      >
        <div
          className={cn(
            "h-full rounded-full bg-accent transition-[width] duration-300",
            share === null && "w-1/3 animate-pulse",
          )}
          style={share === null ? undefined : { width: `${share * 100}%` }}
        />
      </div>
    </div>
  );
}

/** Something is being waited for; read out as `label`. */
export function Spinner({ label, className }: { label: string; className?: string }) {
  return (
    <span role="status" className={cn("inline-flex items-center gap-2 text-sm text-ink-soft", className)}>
      <LoaderCircle aria-hidden className="size-5 animate-spin" />
      {label}
    </span>
  );
}

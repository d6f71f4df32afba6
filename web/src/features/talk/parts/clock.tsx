import { useTranslations } from "use-intl";

import { useFormat } from "@/lib/i18n/use-format";
import { cn } from "@/lib/util/cn";

/** How long the take is so far. */
export function Clock({ seconds, state }: { seconds: number; state: "ready" | "recording" | "paused" }) {
  const t = useTranslations("talk.record");
  const format = useFormat();
  return (
    <p className="flex items-center gap-3">
      <span
        aria-hidden
        className={cn(
          "size-3.5 rounded-full border-2 border-accent",
          state === "recording" && "animate-pulse bg-accent",
        )}
      />
      <span data-tabular role="timer" className="font-serif text-3xl font-semibold tracking-tight">
        {format.clock(seconds)}
      </span>
      <span className="text-sm font-semibold text-ink-soft">{t(`state.${state}`)}</span>
    </p>
  );
}

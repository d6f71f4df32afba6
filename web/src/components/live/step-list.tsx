import { Check, Circle, LoaderCircle } from "lucide-react";
import { useTranslations } from "use-intl";

import { useFormat } from "@/lib/i18n/use-format";
import type { Step } from "@/lib/live/live-state";
import { cn } from "@/lib/util/cn";

const ICONS = { done: Check, working: LoaderCircle, waiting: Circle } as const;

/** Every step of the work, and how far each is. */
export function StepList({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations("ui.live");
  const format = useFormat();
  return (
    <ol className="grid gap-x-6 gap-y-2 sm:grid-flow-col sm:grid-rows-4">
      {steps.map(({ name, state, done }) => {
        const Icon = ICONS[state];
        const percent = state === "working" && done > 0 ? format.percent(done) : null;
        return (
          <li key={name} className="flex items-center gap-2.5 text-sm">
            <Icon
              aria-hidden
              className={cn(
                "size-4.5 shrink-0",
                state === "done" && "text-good",
                state === "working" && "animate-spin text-accent-ink",
                state === "waiting" && "text-ink-faint",
              )}
            />
            <span className={state === "waiting" ? "text-ink-soft" : "font-medium"}>{t(`step.${name}`)}</span>
            <span data-tabular className="text-ink-soft">
              {percent ?? <span className="sr-only">{t(`stepState.${state}`)}</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

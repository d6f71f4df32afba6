import { useTranslations } from "use-intl";

import { cn } from "@/lib/util/cn";

const STEPS = [1, 2, 3] as const;

/** How far setting up has come. */
export function Steps({ at }: { at: (typeof STEPS)[number] }) {
  const t = useTranslations("account.setUp");
  return (
    <div className="grid gap-2">
      <p className="text-sm font-medium text-ink-soft">{t("step", { step: at, steps: STEPS.length })}</p>
      <div aria-hidden className="flex gap-1.5">
        {STEPS.map((step) => (
          <span key={step} className={cn("h-1.5 grow rounded-full", step <= at ? "bg-accent" : "bg-sunk")} />
        ))}
      </div>
    </div>
  );
}

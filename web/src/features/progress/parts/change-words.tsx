import { ArrowDownRight, ArrowUpRight, Equal, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";

import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n";
import { cn } from "@/lib/util/cn";

import type { Change, ScorePoint } from "./change";

const ICONS: Record<Schema<"Direction">, LucideIcon> = {
  up: ArrowUpRight,
  down: ArrowDownRight,
  no_change: Equal,
};
const TONES: Record<Schema<"Direction">, string> = {
  up: "text-good",
  down: "text-bad",
  no_change: "text-ink-soft",
};

/** A direction as an arrow, before words that say the same. */
export function DirectionIcon({ direction }: { direction: Schema<"Direction"> }) {
  const Icon = ICONS[direction];
  return <Icon aria-hidden className={cn("size-5 shrink-0", TONES[direction])} />;
}

/** What changed over some takes, or that nothing can be told apart from chance. */
export function ChangeWords({ change, last }: { change: Change | null; last: ScorePoint }) {
  const t = useTranslations("progress.change");
  const signed = useSigned();
  const format = useFormat();
  if (!change) {
    const words = { value: last.value, low: last.low, high: last.high };
    return (
      <p className="text-sm text-ink-soft">
        {t("one", {
          value: format.integer(words.value),
          low: format.integer(words.low),
          high: format.integer(words.high),
        })}
      </p>
    );
  }
  const { direction, points, low, high, takes } = change;
  const between = { takes, low: signed(low), high: signed(high) };
  return (
    <p className="flex items-start gap-1.5 text-sm">
      <DirectionIcon direction={direction} />
      <span>
        <span className={cn("font-semibold", TONES[direction])}>
          {direction === "no_change" ? t("no_change") : t(direction, { points: signed(points), takes })}
        </span>{" "}
        <span className="text-ink-soft">
          ({direction === "no_change" ? t("noise", between) : t("between", between)})
        </span>
      </span>
    </p>
  );
}

/** Whole points with their sign. */
export function useSigned(digits = 0): (value: number) => string {
  const { locale } = useFormat();
  const format = new Intl.NumberFormat(locale, { signDisplay: "exceptZero", maximumFractionDigits: digits });
  return (value) => format.format(value);
}

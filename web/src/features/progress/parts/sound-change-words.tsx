import { useTranslations } from "use-intl";

import { DirectionIcon, useSigned } from "./change-words";
import type { SoundChange } from "./sound-change";

/** Whether a sound changed, as an arrow and in words, or that this cannot be told yet. */
export function SoundChangeWords({ change }: { change: SoundChange | null }) {
  const t = useTranslations("progress");
  const signed = useSigned();
  if (!change) return <p className="text-sm text-ink-soft">{t("sounds.few")}</p>;
  const { direction, points, low, high, days } = change;
  const between = { low: signed(low), high: signed(high) };
  const same = direction === "no_change";
  return (
    <p className="flex items-start gap-1.5 text-sm">
      <DirectionIcon direction={direction} />
      <span>
        <span className="font-semibold">
          {same ? t("change.no_change") : t(`sounds.${direction}`, { points: signed(points), days })}
        </span>{" "}
        <span className="text-ink-soft">
          ({same ? t("change.noise", between) : t("change.between", between)})
        </span>
      </span>
    </p>
  );
}

import { useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { PointsChart } from "@/components/practice/points-chart";
import { ScoreMeter } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n";
import { noonOf } from "@/lib/practice/days";
import { scoreStep } from "@/lib/util/score-step";

import { SoundChangeWords } from "./sound-change-words";
import { MOST_DAYS, soundChange } from "./sound-change";
import { SOUND_WORDS } from "./sound-words";

type Sound = Schema<"SoundBody">;

/** One sound: how well, how sure that is, how often it was said, whether it changed, and where to practise it. */
export function SoundRow({ sound }: { sound: Sound }) {
  const t = useTranslations("progress.sounds");
  const band = useTranslations("ui.score.band");
  const format = useFormat();
  const { arpabet, ipa, score, low, high, times, days } = sound;
  const word = SOUND_WORDS[arpabet];
  const name = word ? t("name", { ipa, word }) : t("alone", { ipa });
  return (
    <li aria-label={name} className="grid min-w-0 content-start gap-2">
      <ScoreMeter label={name} value={score} low={low} high={high} band={band(`${scoreStep(score)}`)} />
      <p className="text-sm text-ink-soft">
        {t("said", { times, low: format.integer(low), high: format.integer(high) })}
      </p>
      <SoundChangeWords change={soundChange(days)} />
      <Link
        to="/read"
        className="inline-flex min-h-11 items-center justify-self-start rounded-sm font-medium text-accent-ink underline underline-offset-4"
      >
        {t("practise", { ipa })}
      </Link>
      <DayByDay ipa={ipa} days={days} />
    </li>
  );
}

/** The days as a chart; it is drawn only when somebody asks for it, since there are up to 39 of them. */
function DayByDay({ ipa, days }: { ipa: string; days: Sound["days"] }) {
  const t = useTranslations("progress.sounds");
  const format = useFormat();
  const [open, setOpen] = useState(false);
  return (
    <details className="text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-11 w-fit rounded-sm py-2.5 text-ink-soft hover:text-ink">
        {t("days")}
        <span className="sr-only">: /{ipa}/</span>
      </summary>
      {open && (
        <PointsChart
          title={t("chart", { ipa })}
          numbers={t("numbers")}
          head={{ label: t("day"), value: t("score") }}
          points={days.slice(-MOST_DAYS).map(({ day, score }) => ({
            key: day,
            label: format.date(noonOf(day)),
            value: score,
          }))}
        />
      )}
    </details>
  );
}

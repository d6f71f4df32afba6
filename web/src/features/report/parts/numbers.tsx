import { useTranslations } from "use-intl";

import { useServerWords } from "@/components/server-words";
import { Card, CardTitle, Stat } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n";

import type { Analysis } from "./analysis";
import { figuresOf, usualOf, type Figure } from "./figures";

/** Values of details that are written without digits after the point; all others have one. */
const WHOLE = new Set(["words", "inside", "low", "high", "median", "restarts", "crutches"]);

/** The take in numbers, each with what the rubric says is usual. */
export function Numbers({ analysis, card }: { analysis: Analysis; card: Schema<"ScoreCard"> }) {
  const t = useTranslations("report.numbers");
  return (
    <Card className="grid gap-5" aria-labelledby="numbers">
      <CardTitle id="numbers">{t("title")}</CardTitle>
      <dl className="grid gap-x-6 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
        {figuresOf(analysis).map((figure) => (
          <One key={figure.key} figure={figure} usual={usualOf(card, figure.measures)} />
        ))}
      </dl>
    </Card>
  );
}

function One({ figure, usual }: { figure: Figure; usual: string | null }) {
  const t = useTranslations("report.numbers");
  const words = useServerWords();
  const format = useFormat();
  const { key, value, digits, detail } = figure;
  const said = usual === null ? null : words.sentence(usual);
  const written = Object.fromEntries(
    Object.entries(detail.values).map(([name, number]) => [
      name,
      WHOLE.has(name) ? format.integer(number) : format.decimal(number),
    ]),
  );
  return (
    <Stat
      label={t(`figure.${key}`)}
      value={value === null ? "–" : digits === 1 ? format.decimal(value) : format.integer(value)}
      unit={value === null ? undefined : t(`unit.${key}`)}
      note={
        <>
          {t(`detail.${detail.key}`, written)}
          {said && value !== null && (
            <span lang={said.lang} className="mt-1 block text-ink-soft">
              {said.text}
            </span>
          )}
        </>
      }
    />
  );
}

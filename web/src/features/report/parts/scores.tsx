import { AudioLines, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";

import { useRubricNames } from "@/components/practice/use-rubric-names";
import { Card, CardTitle, ScoreMeter } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n";

import { measured } from "./measure";

type Jump = (span: Schema<"Span">) => void;

/** Each criterion with its interval; what it stands on is one press away, and each moment leads into the recording. */
export function Scores({ card, onMoment }: { card: Schema<"ScoreCard">; onMoment: Jump }) {
  const t = useTranslations("report.scores");
  return (
    <Card className="grid gap-4" aria-labelledby="scores">
      <div className="grid gap-1">
        <CardTitle id="scores">{t("title")}</CardTitle>
        <p className="text-sm text-ink-soft">
          {t("by", { title: card.title, version: card.rubric.version })} {t("key")}
        </p>
      </div>
      <ul className="grid divide-y divide-line">
        {card.criteria.map((criterion) => (
          <li key={criterion.key} className="py-4 first:pt-0 last:pb-0">
            <Criterion criterion={criterion} onMoment={onMoment} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Criterion({ criterion, onMoment }: { criterion: Schema<"CriterionScore">; onMoment: Jump }) {
  const t = useTranslations("report.scores");
  const names = useRubricNames();
  const format = useFormat();
  const { outcome, evidence, left_out: leftOut = [] } = criterion;
  const title = names.criterion(criterion.key, criterion.title);
  const scored = "scored" in outcome ? outcome.scored : null;
  return (
    <div className="grid gap-2">
      {scored ? (
        <ScoreMeter
          label={title}
          value={scored.value}
          low={scored.interval.low}
          high={scored.interval.high}
          level={scored.interval.level}
          band={names.band(scored.band.name)}
        />
      ) : (
        <div className="flex items-baseline justify-between gap-3">
          <span className="text-sm font-semibold">{title}</span>
          <span className="text-sm text-ink-soft">{t("notScored")}</span>
        </div>
      )}
      <p className="text-sm text-ink-soft">
        {scored ? scored.band.descriptor : "not_scored" in outcome && outcome.not_scored}
      </p>
      <details className="group text-sm">
        <summary className="flex min-h-11 w-fit cursor-pointer list-none items-center gap-1 rounded-sm pr-2 font-medium text-accent-ink [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-4.5 transition-transform group-open:rotate-90" />
          {t("evidence")}
          <span className="sr-only">: {title}</span>
        </summary>
        <div className="grid gap-3 border-l-2 border-line pt-1 pl-4">
          <p className="text-ink-faint">{t("weight", { weight: format.percent(criterion.weight) })}</p>
          <ul className="grid gap-4">
            {evidence.map((one) => (
              <EvidenceItem key={one.measure} evidence={one} onMoment={onMoment} />
            ))}
          </ul>
          {leftOut.map((sentence) => (
            <p key={sentence} className="text-ink-soft">
              {sentence}
            </p>
          ))}
        </div>
      </details>
    </div>
  );
}

function EvidenceItem({ evidence, onMoment }: { evidence: Schema<"Evidence">; onMoment: Jump }) {
  const t = useTranslations("report.scores");
  const format = useFormat();
  const { title, value, unit, interval, comment, points, moments } = evidence;
  return (
    <li className="grid gap-1">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span>{title}</span>
        <strong data-tabular className="font-semibold">
          {measured(value, format.locale)} {unit}
        </strong>
        {interval && (
          <span data-tabular className="text-ink-faint">
            ({measured(interval.low, format.locale)}–{measured(interval.high, format.locale)})
          </span>
        )}
      </p>
      <p className="text-ink-soft">
        {comment} <span className="text-ink-faint">{t("points", { points: format.integer(points) })}</span>
      </p>
      {moments.length > 0 && <Moments moments={moments} onMoment={onMoment} />}
    </li>
  );
}

/** Moments of the recording, each a button that goes there. */
export function Moments({ moments, onMoment }: { moments: readonly Schema<"Span">[]; onMoment: Jump }) {
  const t = useTranslations("report.scores");
  const format = useFormat();
  return (
    <ul className="flex flex-wrap gap-2 pt-0.5">
      {moments.map((span) => {
        const at = format.clock(Math.floor(span.start));
        return (
          <li key={span.start}>
            <button
              type="button"
              data-tabular
              aria-label={t("moment", { at })}
              onClick={() => onMoment(span)}
              className="inline-flex min-h-11 items-center gap-1.5 rounded-full border border-line-strong bg-raised px-3 font-medium hover:bg-sunk"
            >
              <AudioLines aria-hidden className="size-4 text-accent-ink" />
              {at}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

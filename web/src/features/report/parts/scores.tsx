import { AudioLines, ChevronRight } from "lucide-react";
import { useTranslations } from "use-intl";

import { useServerWords } from "@/components/server-words";
import { Card, CardTitle, ScoreMeter } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n";

import { measured } from "./measure";

type Jump = (span: Schema<"Span">) => void;

/** Each criterion with its interval; what it stands on is one press away, and each moment leads into the recording. */
export function Scores({ card, onMoment }: { card: Schema<"ScoreCard">; onMoment: Jump }) {
  const t = useTranslations("report.scores");
  const words = useServerWords();
  return (
    <Card className="grid gap-4" aria-labelledby="scores">
      <div className="grid gap-1">
        <CardTitle id="scores">{t("title")}</CardTitle>
        <p className="text-sm text-ink-soft">
          {t("by", { title: words.rubric(card.rubric.name, card.title).text, version: card.rubric.version })}{" "}
          {t("key")}
        </p>
      </div>
      <ul className="grid divide-y divide-line">
        {card.criteria.map((criterion) => (
          <li key={criterion.key} className="py-4 first:pt-0 last:pb-0">
            <Criterion rubric={card.rubric.name} criterion={criterion} onMoment={onMoment} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Criterion({
  rubric,
  criterion,
  onMoment,
}: {
  rubric: string;
  criterion: Schema<"CriterionScore">;
  onMoment: Jump;
}) {
  const t = useTranslations("report.scores");
  const words = useServerWords();
  const format = useFormat();
  const { key, outcome, evidence, left_out: leftOut = [] } = criterion;
  const title = words.criterion(key, criterion.title).text;
  const scored = "scored" in outcome ? outcome.scored : null;
  const means =
    "scored" in outcome
      ? words.descriptor(rubric, key, outcome.scored.band)
      : words.sentence(outcome.not_scored);
  return (
    <div className="grid gap-2">
      {scored ? (
        <ScoreMeter
          label={title}
          value={scored.value}
          low={scored.interval.low}
          high={scored.interval.high}
          level={scored.interval.level}
          band={words.band(scored.band.name).text}
        />
      ) : (
        <div className="flex items-baseline justify-between gap-3">
          <span className="text-sm font-semibold">{title}</span>
          <span className="text-sm text-ink-soft">{t("notScored")}</span>
        </div>
      )}
      <p lang={means.lang} className="text-sm text-ink-soft">
        {means.text}
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
          {leftOut.map((sentence) => {
            const why = words.sentence(sentence);
            return (
              <p key={sentence} lang={why.lang} className="text-ink-soft">
                {why.text}
              </p>
            );
          })}
        </div>
      </details>
    </div>
  );
}

function EvidenceItem({ evidence, onMoment }: { evidence: Schema<"Evidence">; onMoment: Jump }) {
  const t = useTranslations("report.scores");
  const format = useFormat();
  const words = useServerWords();
  const { value, interval, points, moments } = evidence;
  const title = words.measure(evidence.measure, evidence.title);
  const unit = words.unit(evidence.measure, evidence.unit);
  const comment = words.sentence(evidence.comment);
  return (
    <li className="grid gap-1">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span lang={title.lang}>{title.text}</span>
        <strong data-tabular className="font-semibold">
          {measured(value, format.locale)} <span lang={unit.lang}>{unit.text}</span>
        </strong>
        {interval && (
          <span data-tabular className="text-ink-faint">
            ({measured(interval.low, format.locale)}–{measured(interval.high, format.locale)})
          </span>
        )}
      </p>
      <p className="text-ink-soft">
        <span lang={comment.lang}>{comment.text}</span>{" "}
        <span className="text-ink-faint">{t("points", { points: format.integer(points) })}</span>
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

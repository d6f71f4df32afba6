import { ArrowDownRight, ArrowUpRight, Equal } from "lucide-react";

import { cn } from "@/lib/util/cn";

import { decimal, fill, range, signed } from "../format";
import type { Score } from "../types";
import type { ComparedScore, Difference } from "./difference";

/** `{name}` is replaced by what it stands for. */
export interface CompareLabels {
  /** The table's caption. */
  caption: string;
  score: string;
  before: string;
  after: string;
  change: string;
  /** `No change: {low} to {high} could be chance` */
  noChange: string;
  /** `{points} points, between {low} and {high}` */
  up: string;
  down: string;
  notScored: string;
}

const ICONS = { up: ArrowUpRight, down: ArrowDownRight, no_change: Equal };
const TONES = { up: "text-good", down: "text-bad", no_change: "text-ink-soft" };

/**
 * Two takes, score by score, with their intervals: the earlier as a ring, the later as a dot. A change inside the noise is
 * drawn and said as no change. A table, so that it reads the same without eyes.
 *
 * - `scores`: of `compareCards`; only of cards that are `comparable`.
 * - `titleOf`: what a criterion, or the whole (`key` is `null`), is called.
 */
export function Compare({
  scores,
  titleOf,
  labels,
  locale,
}: {
  scores: readonly ComparedScore[];
  titleOf: (score: ComparedScore) => string;
  labels: CompareLabels;
  locale: string;
}) {
  return (
    <table className="w-full border-collapse text-left text-sm">
      <caption className="sr-only">{labels.caption}</caption>
      <thead className="text-xs text-ink-soft">
        <tr>
          <th scope="col" className="py-2 pr-3 font-semibold">
            {labels.score}
          </th>
          <th scope="col" className="px-2 py-2 font-semibold sm:px-3">
            <span className="inline-flex items-center gap-1.5">
              <Ring /> {labels.before}
            </span>
          </th>
          <th scope="col" className="px-2 py-2 font-semibold sm:px-3">
            <span className="inline-flex items-center gap-1.5">
              <Dot /> {labels.after}
            </span>
          </th>
          <th scope="col" className="hidden py-2 pl-3 font-semibold sm:table-cell">
            {labels.change}
          </th>
        </tr>
      </thead>
      {scores.map((score) => {
        const told = score.difference ? wordsOf(score.difference, labels, locale) : labels.notScored;
        return (
          <tbody key={score.key ?? ""} className="border-t border-line">
            <tr className="align-top">
              <th scope="row" className={cn("pt-3 pr-3", score.key === null ? "font-bold" : "font-medium")}>
                {titleOf(score)}
              </th>
              <Value score={score.before} labels={labels} locale={locale} />
              <Value score={score.after} labels={labels} locale={locale} />
              <td className="hidden w-2/5 pt-3 pl-3 sm:table-cell">
                <Change difference={score.difference} told={told} />
              </td>
            </tr>
            <tr>
              <td colSpan={4} className="pt-1.5 pb-3">
                <Scale before={score.before} after={score.after} />
                <div className="pt-1.5 sm:hidden">
                  <Change difference={score.difference} told={told} />
                </div>
              </td>
            </tr>
          </tbody>
        );
      })}
    </table>
  );
}

function wordsOf(difference: Difference, labels: CompareLabels, locale: string): string {
  const { direction, points, low, high } = difference;
  const label = direction === "no_change" ? labels.noChange : labels[direction];
  return fill(label, {
    points: signed(points, locale),
    low: signed(low, locale),
    high: signed(high, locale),
  });
}

function Change({ difference, told }: { difference: Difference | null; told: string }) {
  if (!difference) return <span className="text-ink-soft">{told}</span>;
  const Icon = ICONS[difference.direction];
  return (
    <span className="flex items-start gap-1.5">
      <Icon aria-hidden className={cn("size-5 shrink-0", TONES[difference.direction])} />
      {told}
    </span>
  );
}

function Value({ score, labels, locale }: { score: Score | null; labels: CompareLabels; locale: string }) {
  return (
    <td data-tabular className="px-2 pt-3 whitespace-nowrap sm:px-3">
      {score ? (
        <>
          <span className="font-serif text-lg leading-none font-semibold">
            {decimal(score.value, locale)}
          </span>{" "}
          <span className="text-xs text-ink-soft">
            {range(score.interval.low, score.interval.high, locale)}
          </span>
        </>
      ) : (
        <span className="text-xs text-ink-soft">{labels.notScored}</span>
      )}
    </td>
  );
}

/** Both on one scale from 0 to 100: the earlier above, the later below. */
function Scale({ before, after }: { before: Score | null; after: Score | null }) {
  return (
    <svg aria-hidden className="h-6 w-full overflow-visible">
      <line x1="0" x2="100%" y1="50%" y2="50%" className="stroke-line-strong" />
      {[0, 25, 50, 75, 100].map((mark) => (
        <line key={mark} x1={`${mark}%`} x2={`${mark}%`} y1="38%" y2="62%" className="stroke-line-strong" />
      ))}
      {before && <OnScale score={before} y="25%" ring />}
      {after && <OnScale score={after} y="75%" />}
    </svg>
  );
}

function OnScale({ score, y, ring = false }: { score: Score; y: string; ring?: boolean }) {
  const at = (value: number) => `${Math.min(100, Math.max(0, value))}%`;
  return (
    <g className={ring ? "text-chart-2" : "text-chart-1"}>
      <line
        x1={at(score.interval.low)}
        x2={at(score.interval.high)}
        y1={y}
        y2={y}
        className="stroke-current"
        strokeWidth="3"
        strokeDasharray={ring ? "4 3" : undefined}
      />
      <circle
        cx={at(score.value)}
        cy={y}
        r="5"
        className={ring ? "fill-sheet stroke-current" : "fill-current stroke-sheet"}
        strokeWidth="2"
      />
    </g>
  );
}

const Ring = () => (
  <svg aria-hidden viewBox="0 0 12 12" className="size-3 text-chart-2">
    <circle cx="6" cy="6" r="4" className="fill-none stroke-current" strokeWidth="2" />
  </svg>
);
const Dot = () => (
  <svg aria-hidden viewBox="0 0 12 12" className="size-3 text-chart-1">
    <circle cx="6" cy="6" r="5" className="fill-current" />
  </svg>
);

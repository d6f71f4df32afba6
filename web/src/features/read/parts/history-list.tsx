import { ChevronRight, CircleAlert, CircleCheck, Hourglass, RotateCcw } from "lucide-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { ScoreGlyph } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n";
import { useLanguageName } from "@/lib/i18n/language-name";
import { byDay, dayAfter, dayOf, noonOf } from "@/lib/practice/days";
import { scoreStep } from "@/lib/util/score-step";

/** Readings under their days, newest first. */
export function HistoryList({ attempts }: { attempts: readonly Schema<"AttemptBody">[] }) {
  const t = useTranslations("read.history");
  const title = useDayTitle();
  return (
    <div className="grid gap-6">
      {byDay(attempts).map(({ day, items }) => (
        <section key={day} aria-labelledby={`day-${day}`} className="grid gap-2">
          <h3 id={`day-${day}`} className="flex items-baseline gap-2 text-sm font-semibold">
            <time dateTime={day}>{title(day)}</time>
            <span className="font-normal text-ink-soft">{t("count", { count: items.length })}</span>
          </h3>
          <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
            {items.map((attempt) => (
              <li key={attempt.id}>
                <Row attempt={attempt} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Row({ attempt }: { attempt: Schema<"AttemptBody"> }) {
  const format = useFormat();
  const name = useLanguageName();
  const time = new Intl.DateTimeFormat(format.locale, { timeStyle: "short" });
  return (
    <Link
      to={`/read/history/${attempt.id}`}
      className="flex min-h-16 items-center gap-3 px-4 py-3 hover:bg-sunk focus-visible:-outline-offset-3 sm:gap-5 sm:px-5"
    >
      <span className="grid min-w-0 grow gap-0.5">
        <span lang={attempt.language} className="line-clamp-2 font-serif text-base font-medium">
          {attempt.expected}
        </span>
        <span className="text-sm text-ink-soft">
          {[name(attempt.language), attempt.level, time.format(new Date(attempt.created_at))]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </span>
      <Outcome attempt={attempt} />
      <ChevronRight aria-hidden className="size-4.5 shrink-0 text-ink-faint" />
    </Link>
  );
}

function Outcome({ attempt: { state, result } }: { attempt: Schema<"AttemptBody"> }) {
  const t = useTranslations("read");
  const format = useFormat();
  if (state !== "done" || !result) {
    const Icon = state === "failed" ? CircleAlert : Hourglass;
    return (
      <span className="flex shrink-0 items-center gap-1.5 text-sm text-ink-soft">
        <Icon aria-hidden className="size-4.5" />
        {state === "failed" ? t("history.failed") : t("history.queued")}
      </span>
    );
  }
  const Icon = result.correct ? CircleCheck : RotateCcw;
  return (
    <span className="flex shrink-0 items-center gap-2.5">
      <Icon aria-hidden className={result.correct ? "size-4.5 text-good" : "size-4.5 text-warn"} />
      <span className="sr-only">{result.correct ? t("result.correct") : t("result.notYet")}, </span>
      <span data-tabular className="w-8 text-right font-serif text-lg font-semibold">
        {format.integer(result.accuracy)}
      </span>
      <ScoreGlyph step={scoreStep(result.accuracy)} className="max-sm:hidden" />
    </span>
  );
}

/** Today and yesterday by name, other days by their date. */
function useDayTitle(): (day: string) => string {
  const t = useTranslations("read.history");
  const format = useFormat();
  const today = dayOf(new Date().toISOString());
  return (day) => {
    if (day === today) return t("today");
    if (day === dayAfter(today, -1)) return t("yesterday");
    return new Intl.DateTimeFormat(format.locale, { dateStyle: "full" }).format(noonOf(day));
  };
}

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { dayPoints } from "@/components/practice/day-points";
import { PointsChart } from "@/components/practice/points-chart";
import { Card, CardTitle, Stat, Table, Td, Th } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { statisticsQuery, type PracticeFilter } from "@/lib/api/queries";
import { useFormat } from "@/lib/i18n";
import { useLanguageName } from "@/lib/i18n/language-name";
import { noonOf } from "@/lib/practice/days";

/** How reading aloud goes: streak, totals, accuracy by day with its trend, and languages beside one another. */
export function Statistics({ filter }: { filter: PracticeFilter }) {
  const t = useTranslations("read.statistics");
  const format = useFormat();
  const trendWords = useTrendWords();
  const statistics = useQuery(statisticsQuery(filter));
  if (statistics.isError) {
    return <ErrorState error={statistics.error} onRetry={() => void statistics.refetch()} />;
  }
  const all = statistics.data;
  // The list below says what to do when there is nothing.
  if (!all || all.total.attempts === 0) return null;
  const { total, streak, trend, by_day, by_language } = all;
  return (
    <Card aria-labelledby="how" className="grid gap-6">
      <CardTitle id="how">{t("title")}</CardTitle>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-3">
        <Stat
          label={t("streak")}
          value={format.integer(streak.current)}
          note={t("longest", { count: streak.longest })}
        />
        <Stat
          label={t("attempts")}
          value={format.integer(total.attempts)}
          note={t("correct", { count: total.correct })}
        />
        {typeof total.mean_accuracy === "number" && (
          <Stat label={t("mean")} value={format.integer(total.mean_accuracy)} />
        )}
      </dl>
      <section className="grid gap-3" aria-labelledby="by-day">
        <h3 id="by-day" className="text-sm font-semibold">
          {t("byDay")}
        </h3>
        <p className="text-sm text-ink-soft">{trendWords(trend, "trend")}</p>
        <PointsChart
          title={t("byDay")}
          numbers={t("numbers")}
          head={{ label: t("day"), value: t("accuracy") }}
          points={dayPoints(by_day, format.date)}
        />
      </section>
      {!filter.language && by_language.length > 1 && <Languages languages={by_language} />}
    </Card>
  );
}

function Languages({ languages }: { languages: readonly Schema<"LanguageBody">[] }) {
  const t = useTranslations("read.statistics");
  const format = useFormat();
  const name = useLanguageName();
  const trendWords = useTrendWords();
  return (
    <section className="grid gap-3" aria-labelledby="by-language">
      <h3 id="by-language" className="text-sm font-semibold">
        {t("byLanguage")}
      </h3>
      <Table
        caption={t("byLanguage")}
        head={
          <>
            <Th>{t("language")}</Th>
            <Th numeric>{t("attempts")}</Th>
            <Th numeric>{t("mean")}</Th>
            <Th>{t("trendHead")}</Th>
            <Th>{t("lastDay")}</Th>
          </>
        }
      >
        {languages.map((one) => (
          <tr key={one.language}>
            <Td className="font-medium">{name(one.language)}</Td>
            <Td numeric>{format.integer(one.attempts)}</Td>
            <Td numeric>{typeof one.mean_accuracy === "number" ? format.integer(one.mean_accuracy) : "–"}</Td>
            <Td className="whitespace-nowrap">{trendWords(one.trend, "short")}</Td>
            <Td className="whitespace-nowrap">{format.date(noonOf(one.last_day))}</Td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

/** A trend in words. What lies within its own interval is no change. */
function useTrendWords() {
  const t = useTranslations("read.statistics");
  const format = useFormat();
  return (trend: Schema<"PracticeTrend"> | null | undefined, form: "trend" | "short"): string => {
    if (!trend) return t(`${form}.none`);
    const { per_week, interval, direction, days } = trend;
    return t(`${form}.${direction}`, {
      change: format.decimal(Math.abs(per_week)),
      low: format.decimal(interval.low),
      high: format.decimal(interval.high),
      days,
    });
  };
}

import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { dayPoints } from "@/components/practice/day-points";
import { PointsChart } from "@/components/practice/points-chart";
import { Button, Card, CardTitle, Stat } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n";

import { DirectionIcon, useSigned } from "./change-words";

/** How reading aloud goes, in short; the history page has the rest. */
export function ReadingCard({ statistics }: { statistics: Schema<"StatisticsBody"> | undefined }) {
  const t = useTranslations("progress.reading");
  const format = useFormat();
  const total = statistics?.total;
  return (
    <Card aria-labelledby="reading" className="grid gap-6">
      <CardTitle id="reading">{t("title")}</CardTitle>
      {!statistics || !total || total.attempts === 0 ? (
        <>
          <p className="text-ink-soft">{t("none")}</p>
          <Button className="justify-self-start" asChild>
            <Link to="/read">{t("start")}</Link>
          </Button>
        </>
      ) : (
        <>
          <dl className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-3">
            {typeof total.mean_accuracy === "number" && (
              <Stat label={t("mean")} value={format.integer(total.mean_accuracy)} />
            )}
            <Stat label={t("readings")} value={format.integer(total.attempts)} />
            <Stat label={t("correct")} value={format.percent(total.correct / total.attempts)} />
          </dl>
          <TrendWords trend={statistics.trend} />
          <PointsChart
            title={t("chart")}
            numbers={t("numbers")}
            head={{ label: t("day"), value: t("mean") }}
            points={dayPoints(statistics.by_day, format.date)}
          />
          <Link
            to="/read/history"
            className="inline-flex min-h-11 items-center justify-self-start rounded-sm font-medium text-accent-ink underline underline-offset-4"
          >
            {t("more")}
          </Link>
        </>
      )}
    </Card>
  );
}

function TrendWords({ trend }: { trend: Schema<"PracticeTrend"> | null | undefined }) {
  const t = useTranslations("progress");
  const signed = useSigned(1);
  if (!trend) return <p className="text-sm text-ink-soft">{t("reading.trend.none")}</p>;
  const { direction, per_week, interval } = trend;
  return (
    <p className="flex items-start gap-1.5 text-sm">
      <DirectionIcon direction={direction} />
      <span>
        <span className="font-semibold">{t(`reading.trend.${direction}`, { change: signed(per_week) })}</span>{" "}
        <span className="text-ink-soft">
          ({t("change.between", { low: signed(interval.low), high: signed(interval.high) })})
        </span>
      </span>
    </p>
  );
}

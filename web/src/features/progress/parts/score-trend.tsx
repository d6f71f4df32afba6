import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { PointsChart } from "@/components/practice/points-chart";
import { useFormat } from "@/lib/i18n";

import type { ScorePoint } from "./change";

/** One score over takes, with intervals; the table leads to each take. */
export function ScoreTrend({
  title,
  points,
  large,
}: {
  title: string;
  points: readonly ScorePoint[];
  large: boolean;
}) {
  const t = useTranslations("progress.scores");
  const format = useFormat();
  return (
    <PointsChart
      title={t("chart", { title })}
      numbers={t("numbers")}
      head={{ label: t("take"), value: t("score"), interval: t("interval") }}
      large={large}
      points={points.map(({ session, name, at, value, low, high }) => ({
        key: session,
        label: format.date(at),
        row: (
          <Link to={`/talk/${session}`} className="font-medium text-accent-ink underline underline-offset-4">
            {name}, {format.date(at)}
          </Link>
        ),
        value,
        low,
        high,
      }))}
    />
  );
}

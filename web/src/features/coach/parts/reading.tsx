import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Card, CardTitle, SkeletonList, Stat } from "@/components/ui";
import { statisticsQuery } from "@/lib/api/queries";
import { useFormat } from "@/lib/i18n";

/** How a learner's reading aloud goes. */
export function Reading({ user }: { user: string }) {
  const t = useTranslations("coach.learner");
  const format = useFormat();
  const statistics = useQuery(statisticsQuery({ user }));
  const all = statistics.data;
  return (
    <Card className="grid gap-4">
      <CardTitle>{t("reading")}</CardTitle>
      {statistics.isPending && <SkeletonList />}
      {statistics.isError && (
        <ErrorState error={statistics.error} onRetry={() => void statistics.refetch()} />
      )}
      {all?.total.attempts === 0 && <p className="text-ink-soft">{t("noReading")}</p>}
      {all && all.total.attempts > 0 && (
        <dl className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-4">
          <Stat label={t("attempts")} value={format.integer(all.total.attempts)} />
          <Stat label={t("correct")} value={format.integer(all.total.correct)} />
          {typeof all.total.mean_accuracy === "number" && (
            <Stat label={t("accuracy")} value={format.integer(all.total.mean_accuracy)} />
          )}
          <Stat label={t("streak")} value={format.integer(all.streak.current)} />
        </dl>
      )}
    </Card>
  );
}

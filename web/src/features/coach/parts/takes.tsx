import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { SessionRow } from "@/components/sessions";
import { CardTitle, EmptyState, LoadMore, SkeletonList } from "@/components/ui";
import { sessionsQuery } from "@/lib/api/queries";

/** The takes of a learner, newest first; each leads to its report. */
export function Takes({ owner }: { owner: string }) {
  const t = useTranslations("coach.learner");
  const takes = useInfiniteQuery(sessionsQuery({ owner }));
  return (
    <section className="grid gap-4">
      <CardTitle>{t("takes")}</CardTitle>
      {takes.isPending && <SkeletonList />}
      {takes.isError && <ErrorState error={takes.error} onRetry={() => void takes.refetch()} />}
      {takes.isSuccess && takes.data.length === 0 && (
        <EmptyState title={t("noTakes")}>{t("noTakesDetail")}</EmptyState>
      )}
      {takes.isSuccess && takes.data.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-sheet">
          {takes.data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      <LoadMore {...takes} />
    </section>
  );
}

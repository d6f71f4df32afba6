import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation } from "react-router";
import { useTranslations } from "use-intl";

import { Compare, comparable, compareCards, type CompareLabels } from "@/components/charts";
import { ErrorState } from "@/components/problem";
import { useServerWords } from "@/components/server-words";
import { Card, CardTitle, Field, Notice, Select, Skeleton } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { scoresQuery, sessionsQuery } from "@/lib/api/queries";
import { useFormat } from "@/lib/i18n";

/** This take beside an earlier one of the same project; without a project, of the same person. */
export function CompareTakes({
  session,
  card,
}: {
  session: Schema<"SessionBody">;
  card: Schema<"ScoreCard">;
}) {
  const t = useTranslations("report.compare");
  const format = useFormat();
  const { owner, project } = session;
  const list = useInfiniteQuery(sessionsQuery({ owner, state: "done", ...(project ? { project } : {}) }));
  const earlier = (list.data ?? []).filter(({ created_at }) => created_at < session.created_at);
  const [chosen, setChosen] = useState<string | null>(null);
  const other = earlier.find(({ id }) => id === chosen) ?? earlier[0];
  const place = useRef<HTMLElement>(null);
  const wanted = useLocation().hash === "#compare";
  useEffect(() => {
    if (wanted && !list.isPending) place.current?.scrollIntoView({ block: "start" });
  }, [wanted, list.isPending]);
  return (
    <Card ref={place} className="grid scroll-mt-4 gap-4" aria-labelledby="compare">
      <div className="grid gap-1">
        <CardTitle id="compare">{t("title")}</CardTitle>
        <p className="text-sm text-ink-soft">{t("lead")}</p>
      </div>
      {list.isPending && <Skeleton className="h-24" />}
      {list.error && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && !other && <p className="text-ink-soft">{t(project ? "noneInProject" : "none")}</p>}
      {other && (
        <>
          <Field label={t("with")}>
            <Select value={other.id} onChange={(event) => setChosen(event.target.value)}>
              {earlier.map(({ id, title, created_at }) => (
                <option key={id} value={id}>
                  {title}, {format.dateTime(created_at)}
                </option>
              ))}
            </Select>
          </Field>
          <Against key={other.id} other={other} card={card} />
        </>
      )}
    </Card>
  );
}

function Against({ other, card }: { other: Schema<"SessionBody">; card: Schema<"ScoreCard"> }) {
  const t = useTranslations("report.compare");
  const words = useServerWords();
  const format = useFormat();
  const scores = useQuery(scoresQuery(other.id));
  if (scores.isPending) return <Skeleton className="h-48" />;
  if (scores.error) return <ErrorState error={scores.error} onRetry={() => void scores.refetch()} />;
  const before = scores.data.find((one) => comparable(one.card, card))?.card;
  if (!before) {
    return (
      <Notice title={t("otherRubric")}>
        {t("otherRubricDetail", {
          title: words.rubric(card.rubric.name, card.title).text,
          version: card.rubric.version,
        })}
      </Notice>
    );
  }
  const labels: CompareLabels = {
    caption: t("caption", { title: other.title }),
    score: t("score"),
    before: t("before"),
    after: t("after"),
    change: t("change"),
    noChange: t("noChange", { low: "{low}", high: "{high}" }),
    up: t("up", { points: "{points}", low: "{low}", high: "{high}" }),
    down: t("down", { points: "{points}", low: "{low}", high: "{high}" }),
    notScored: t("notScored"),
  };
  return (
    <div className="grid gap-2">
      <Compare
        scores={compareCards(before, card)}
        titleOf={({ key, title }) => (key === null ? t("overall") : words.criterion(key, title).text)}
        labels={labels}
        locale={format.locale}
      />
      <Link
        to={`/talk/${other.id}`}
        className="inline-flex min-h-11 items-center justify-self-start font-medium text-accent-ink underline underline-offset-4"
      >
        {t("open")}
      </Link>
    </div>
  );
}

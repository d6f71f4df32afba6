import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { useServerWords } from "@/components/server-words";
import { Card, CardTitle, ScoreMeter, Skeleton } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n/use-format";

/** The newest take that was scored, with its overall score. */
export function NewestReport({
  session,
  card,
}: {
  session: Schema<"SessionBody">;
  card: Schema<"ScoreCard"> | undefined;
}) {
  const t = useTranslations("home.newest");
  const format = useFormat();
  return (
    <Card className="grid content-start gap-4">
      <div className="grid gap-1">
        <CardTitle>{t("title")}</CardTitle>
        <p className="text-sm text-ink-soft">
          <span className="font-medium text-ink">{session.title}</span>,{" "}
          <time dateTime={session.created_at}>{format.ago(session.created_at)}</time>
        </p>
      </div>
      {card ? <Overall outcome={card.overall} /> : <Skeleton className="h-16" />}
      <Link
        to={`/talk/${session.id}`}
        className="inline-flex min-h-11 items-center justify-self-start rounded-sm font-medium text-accent-ink underline underline-offset-4"
      >
        {t("open")}
      </Link>
    </Card>
  );
}

function Overall({ outcome }: { outcome: Schema<"Outcome"> }) {
  const t = useTranslations("home");
  const words = useServerWords();
  if (!("scored" in outcome)) {
    const why = words.sentence(outcome.not_scored).text;
    return <p className="text-sm text-ink-soft">{t("newest.notScored", { why })}</p>;
  }
  const { value, interval, band } = outcome.scored;
  return (
    <ScoreMeter
      label={t("newest.overall")}
      value={value}
      low={interval.low}
      high={interval.high}
      level={interval.level}
      band={words.band(band.name).text}
    />
  );
}

import { useMutation, useQuery } from "@tanstack/react-query";
import { Check, Mic, Undo2 } from "lucide-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { useServerWords } from "@/components/server-words";
import { Badge, Button, Card, CardTitle, EmptyState, Skeleton } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { changeDrill, drillsQuery } from "@/lib/api/queries";

import { Moments } from "./scores";
import { tryPath } from "./try-path";

/** What to practise next, each to be tried at once. */
export function Drills({
  session,
  onMoment,
}: {
  session: Schema<"SessionBody">;
  onMoment: (span: Schema<"Span">) => void;
}) {
  const t = useTranslations("report.drills");
  const drills = useQuery(drillsQuery(session.id));
  return (
    <section aria-labelledby="drills" className="grid gap-4">
      <CardTitle id="drills">{t("title")}</CardTitle>
      {drills.isPending && <Skeleton className="h-40" />}
      {drills.error && <ProblemNotice error={drills.error} />}
      {drills.data?.length === 0 && <EmptyState title={t("none")}>{t("noneDetail")}</EmptyState>}
      <ul className="grid gap-4 lg:grid-cols-2">
        {drills.data?.map((drill) => (
          <li key={drill.id} className="grid">
            <DrillCard drill={drill} session={session} onMoment={onMoment} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function DrillCard({
  drill: body,
  session,
  onMoment,
}: {
  drill: Schema<"DrillBody">;
  session: Schema<"SessionBody">;
  onMoment: (span: Schema<"Span">) => void;
}) {
  const t = useTranslations("report.drills");
  const change = useMutation(changeDrill(session.id));
  const words = useServerWords();
  const { drill, state } = body;
  const title = words.sentence(drill.title);
  const why = words.sentence(drill.why);
  const done = state !== "open";
  return (
    <Card className="grid content-start gap-3">
      <div className="flex items-start justify-between gap-3">
        <h3 lang={title.lang} className="font-semibold">
          {title.text}
        </h3>
        {done && <Badge tone={state === "done" ? "good" : "plain"}>{t(`state.${state}`)}</Badge>}
      </div>
      <p lang={why.lang} className="text-sm text-ink-soft">
        {why.text}
      </p>
      {drill.text && (
        <blockquote
          lang={session.language ?? undefined}
          className="border-l-3 border-accent pl-4 font-serif text-lg leading-snug"
        >
          {drill.text}
        </blockquote>
      )}
      <ol className="grid list-decimal gap-1 pl-5 text-sm marker:text-ink-faint">
        {drill.steps.map((step) => {
          const what = words.sentence(step);
          return (
            <li key={step} lang={what.lang}>
              {what.text}
            </li>
          );
        })}
      </ol>
      {drill.goals.map(({ text }) => {
        const goal = words.sentence(text);
        return (
          <p key={text} className="text-sm">
            <span className="font-semibold">{t("goal")}</span> <span lang={goal.lang}>{goal.text}</span>
          </p>
        );
      })}
      {drill.moments.length > 0 && (
        <div className="grid gap-1 text-sm">
          <p className="text-ink-soft">{t("moments")}</p>
          <Moments moments={drill.moments} onMoment={onMoment} />
        </div>
      )}
      {change.error && <ProblemNotice error={change.error} />}
      <div className="flex flex-wrap gap-2.5 pt-1">
        <Button asChild look={done ? "secondary" : "primary"}>
          <Link to={tryPath(body, session, title.text)}>
            <Mic aria-hidden className="size-4.5" />
            {t("try")}
          </Link>
        </Button>
        <Button
          look="quiet"
          busy={change.isPending}
          icon={
            done ? <Undo2 aria-hidden className="size-4.5" /> : <Check aria-hidden className="size-4.5" />
          }
          onClick={() => change.mutate({ id: body.id, state: done ? "open" : "done" })}
        >
          {t(done ? "reopen" : "markDone")}
        </Button>
      </div>
    </Card>
  );
}

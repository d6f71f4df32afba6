import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from "lucide-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { Badge, ScoreGlyph } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { scoresQuery } from "@/lib/api/queries";
import { useFormat } from "@/lib/i18n/use-format";
import { useLanguageName } from "@/lib/i18n/language-name";
import { scoreStep } from "@/lib/util/score-step";

const STATES = {
  created: { tone: "plain", Icon: CircleDashed },
  ready: { tone: "note", Icon: CircleDashed },
  processing: { tone: "note", Icon: LoaderCircle },
  done: { tone: "good", Icon: CircleCheck },
  failed: { tone: "bad", Icon: CircleAlert },
} as const;

/** A session in a list: what it is, how far it is, and its score with how sure that is. */
export function SessionRow({
  session,
  project,
  comparable = false,
}: {
  session: Schema<"SessionBody">;
  /** Its project's name, where the list is of several. */
  project?: string | undefined;
  /** Whether there is a take before it: its report sets it beside that. */
  comparable?: boolean;
}) {
  const t = useTranslations("ui.session");
  const format = useFormat();
  const name = useLanguageName();
  const { tone, Icon } = STATES[session.state];
  const about = [
    format.ago(session.created_at),
    t(`kind.${session.kind}`),
    session.language ? name(session.language) : null,
    project,
  ].filter((part) => part != null);
  return (
    <li className="relative grid gap-x-6 gap-y-2 px-5 py-4 hover:bg-raised sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center">
      <div className="grid min-w-0 gap-0.5">
        <Link
          to={`/talk/${session.id}`}
          className="truncate rounded-sm font-semibold after:absolute after:inset-0"
        >
          {session.title}
        </Link>
        <span className="text-sm text-ink-soft">{about.join(" · ")}</span>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        {session.state === "done" ? (
          <Overall session={session.id} />
        ) : (
          <Badge tone={tone} icon={<Icon aria-hidden />}>
            {t(`state.${session.state}`)}
          </Badge>
        )}
        {comparable && session.state === "done" && (
          <Link
            to={`/talk/${session.id}#compare`}
            aria-label={t("compareWords", { title: session.title })}
            className="relative z-10 inline-flex min-h-11 items-center rounded-sm text-sm font-medium text-accent-ink underline underline-offset-4"
          >
            {t("compare")}
          </Link>
        )}
      </div>
    </li>
  );
}

function Overall({ session }: { session: string }) {
  const t = useTranslations("ui.session");
  const format = useFormat();
  const scores = useQuery({ ...scoresQuery(session), staleTime: 60_000 });
  const overall = scores.data?.[0]?.card.overall;
  if (overall === undefined)
    return <span className="text-sm text-ink-faint">{scores.isPending ? "…" : "–"}</span>;
  if (!("scored" in overall)) return <Badge>{t("notScored")}</Badge>;
  const { value, interval } = overall.scored;
  return (
    <span className="flex items-center gap-2">
      <ScoreGlyph step={scoreStep(value)} />
      <span data-tabular className="font-serif text-xl font-semibold tracking-tight">
        {format.integer(value)}
      </span>
      <span data-tabular className="text-sm text-ink-soft">
        {t("interval", { low: format.integer(interval.low), high: format.integer(interval.high) })}
      </span>
    </span>
  );
}

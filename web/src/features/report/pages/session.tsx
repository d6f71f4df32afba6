import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { useTranslations } from "use-intl";

import { LiveSession } from "@/components/live";
import { ErrorState } from "@/components/problem";
import { Page, PageHeader, Skeleton } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { analysisQuery, scoresQuery, sessionQuery } from "@/lib/api/queries";
import { useFormat } from "@/lib/i18n";
import { useLanguageName } from "@/lib/i18n/language-name";

import { DeleteTake } from "../parts/delete-take";
import { ExportMenu } from "../parts/export-menu";
import { Finished } from "../parts/finished";

/** One take: the work on it while it runs, its report afterwards. */
export function Component() {
  const { sessionId = "" } = useParams();
  return <Take key={sessionId} id={sessionId} />;
}

function Take({ id }: { id: string }) {
  const t = useTranslations("report");
  const session = useQuery(sessionQuery(id));
  if (session.isPending) {
    return (
      <Page width="wide">
        <PageHeader title={t("session.title")} />
        <Skeleton className="h-40" />
        <Skeleton className="h-96" />
      </Page>
    );
  }
  if (session.error && !session.data) {
    return (
      <Page>
        <PageHeader title={t("session.title")} back={{ to: "/talk", label: t("session.back") }} />
        <ErrorState error={session.error} onRetry={() => void session.refetch()} />
      </Page>
    );
  }
  const done = session.data.state === "done";
  return (
    <Page width={done ? "wide" : "normal"} className="min-w-0 grid-cols-[minmax(0,1fr)]">
      <Header session={session.data} />
      {done ? <Report session={session.data} /> : <LiveSession id={id} />}
    </Page>
  );
}

function Header({ session }: { session: Schema<"SessionDetail"> }) {
  const t = useTranslations("report.session");
  const format = useFormat();
  const language = useLanguageName();
  const about = [
    format.dateTime(session.created_at),
    session.media?.seconds != null ? t("length", { time: format.clock(session.media.seconds) }) : null,
    session.language ? language(session.language) : null,
  ].filter((one) => one !== null);
  return (
    <PageHeader
      title={session.title}
      lead={about.join(" · ")}
      back={
        session.project
          ? { to: `/talk/projects/${session.project}`, label: t("backToProject") }
          : { to: "/talk", label: t("back") }
      }
      actions={
        <>
          {session.state === "done" && <ExportMenu session={session} />}
          <DeleteTake session={session} />
        </>
      }
    />
  );
}

function Report({ session }: { session: Schema<"SessionDetail"> }) {
  const t = useTranslations("report.session");
  const analysis = useQuery(analysisQuery(session.id));
  const scores = useQuery(scoresQuery(session.id));
  const error = analysis.error ?? scores.error;
  if (analysis.data && scores.data) {
    return (
      <Finished
        session={session}
        analysis={analysis.data}
        card={scores.data[0]?.card ?? analysis.data.scores}
      />
    );
  }
  if (error) {
    return (
      <ErrorState error={error} onRetry={() => void Promise.all([analysis.refetch(), scores.refetch()])} />
    );
  }
  return (
    <div role="status" aria-label={t("loading")} className="grid gap-6">
      <Skeleton className="h-32" />
      <Skeleton className="h-96" />
      <Skeleton className="h-96" />
    </div>
  );
}

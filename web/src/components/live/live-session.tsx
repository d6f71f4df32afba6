import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState, ProblemNotice } from "@/components/problem";
import { useServerWords } from "@/components/server-words";
import { Button, Card, CardTitle, Notice, Progress, Skeleton } from "@/components/ui";
import { orgKey, processSession, sessionQuery } from "@/lib/api/queries";
import type { Schema } from "@/lib/api";
import { useIdentity } from "@/lib/auth";
import { useFormat } from "@/lib/i18n/use-format";
import type { Followed } from "@/lib/live/event-stream";
import { progress, steps, type LiveState } from "@/lib/live/live-state";
import { useEventStream } from "@/lib/live/use-event-stream";

import { FirstLook } from "./first-look";
import { HeardWords } from "./heard-words";
import { LineNotice } from "./line-notice";
import { StepList } from "./step-list";

/**
 * A session that is being worked on: its steps, the words as they are heard and numbers as they come. `onDone` is called
 * once, when all is there. Where the work failed, it says why, and has it tried again.
 */
export function LiveSession({ id, onDone }: { id: string; onDone?: () => void }) {
  const { org } = useIdentity();
  const client = useQueryClient();
  const session = useQuery(sessionQuery(id));
  const followed = useEventStream(id, { org: org ?? "" });
  const { live } = followed;
  const state = live.session ?? session.data?.state;

  const told = live.session;
  useEffect(() => {
    if (told === null) return;
    void client.invalidateQueries({ queryKey: orgKey("sessions") });
    if (told === "done") void client.invalidateQueries({ queryKey: orgKey("results", id) });
  }, [client, id, told]);
  useEffect(() => {
    if (state === "done") onDone?.();
  }, [state, onDone]);

  if (session.isError && live.session === null) {
    return <ErrorState error={session.error} onRetry={() => void session.refetch()} />;
  }
  if (session.data === undefined || state === undefined) return <Skeleton className="h-64" />;
  return <Shown session={session.data} state={state} followed={followed} />;
}

function Shown({
  session,
  state,
  followed: { line, live },
}: {
  session: Schema<"SessionDetail">;
  state: Schema<"SessionState">;
  followed: Followed;
}) {
  const t = useTranslations("ui.live");
  const running = state === "processing" || state === "done";
  return (
    <div className="grid gap-5">
      <LineNotice line={line} />
      {state === "failed" && <Failed session={session} live={live} />}
      {(state === "created" || state === "ready") && <NotBegun session={session} />}
      {running && <Work live={live} done={state === "done"} />}
      {(running || live.words.length > 0) && (
        <Card className="grid gap-6">
          <HeardWords words={live.words} language={session.language ?? null} />
          <div className="grid gap-3">
            <CardTitle>{t("look.title")}</CardTitle>
            <FirstLook live={live} />
            <p className="text-sm text-ink-soft">{t("look.rough")}</p>
          </div>
        </Card>
      )}
    </div>
  );
}

function Work({ live, done }: { live: LiveState; done: boolean }) {
  const t = useTranslations("ui.live");
  const format = useFormat();
  const share = done ? 1 : progress(live);
  return (
    <Card className="grid gap-5">
      <Progress label={done ? t("done") : t("working")} value={share} note={format.percent(share)} />
      <StepList steps={steps(live)} />
      {!done && <p className="text-sm text-ink-soft">{t("mayLeave")}</p>}
    </Card>
  );
}

function Failed({ session, live }: { session: Schema<"SessionDetail">; live: LiveState }) {
  const t = useTranslations("ui.live");
  const again = useMutation(processSession(session.id));
  const { sentence } = useServerWords();
  const told = live.failure ?? session.failure;
  const failure = told ? sentence(told) : null;
  const gone = session.media?.state === "gone" || !session.media;
  return (
    <>
      <Notice
        kind="bad"
        live
        title={t("failed.title")}
        action={
          <div className="flex flex-wrap gap-2.5">
            <Button asChild>
              <Link to="/talk/new">{t("failed.anew")}</Link>
            </Button>
            {!gone && (
              <Button look="quiet" busy={again.isPending} onClick={() => again.mutate()}>
                {t("failed.again")}
              </Button>
            )}
          </div>
        }
      >
        {failure === null ? t("failed.detail") : <span lang={failure.lang}>{failure.text}</span>}
      </Notice>
      {again.isError && <ProblemNotice error={again.error} />}
    </>
  );
}

function NotBegun({ session }: { session: Schema<"SessionDetail"> }) {
  const t = useTranslations("ui.live");
  const begin = useMutation(processSession(session.id));
  if (!session.media) {
    return (
      <Notice kind="note" title={t("created.title")}>
        {t("created.detail")}
      </Notice>
    );
  }
  return (
    <>
      <Notice
        title={t("ready.title")}
        action={
          <Button look="primary" busy={begin.isPending} onClick={() => begin.mutate()}>
            {t("ready.begin")}
          </Button>
        }
      >
        {t("ready.detail")}
      </Notice>
      {begin.isError && <ProblemNotice error={begin.error} />}
    </>
  );
}

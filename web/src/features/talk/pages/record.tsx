import { useCallback, useEffect, useRef } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";

import { LiveSession } from "@/components/live";
import { Notice, Page, PageHeader } from "@/components/ui";
import { useWaitingTakes } from "@/lib/practice/use-waiting-takes";
import type { Ended } from "@/lib/capture/recorder";

import { NewTake } from "../parts/new-take";
import { TakeStage } from "../parts/take-stage";

/**
 * A take from its beginning to its report. What is in the address is where one is: `take` is one that is in this browser,
 * `session` one that the server works on; so a reload comes back to the same place.
 */
export function Component() {
  const t = useTranslations("talk.record");
  const [query, setQuery] = useSearchParams();
  const navigate = useNavigate();
  const [take, session] = [query.get("take"), query.get("session")];
  const go = useCallback(
    (where: Record<string, string>) => setQuery(where, { replace: true, preventScrollReset: true }),
    [setQuery],
  );
  const onSession = useCallback((id: string) => go({ session: id }), [go]);
  // Why a take ended is said where it is looked at, unless the person ended it.
  const onKept = useCallback(
    (id: string, ended: Ended | null) =>
      go(ended === null || ended === "person" ? { take: id } : { take: id, ended }),
    [go],
  );
  const onDone = useCallback(() => {
    if (session !== null) void navigate(`/talk/${session}`, { replace: true });
  }, [navigate, session]);

  const state = useWaitingTakes().data?.find(({ id }) => id === take)?.state;
  const sending = state === "uploading" || state === "uploaded";
  const stage = session !== null ? "live" : take === null ? "new" : sending ? "sending" : "take";
  useHeadingFocus(stage);
  return (
    <Page>
      <PageHeader
        title={t(`title.${stage}`)}
        lead={t(`lead.${stage}`)}
        back={{ to: "/talk", label: t("back") }}
      />
      {session !== null ? (
        <LiveSession key={session} id={session} onDone={onDone} />
      ) : take !== null ? (
        <>
          <EndedNotice ended={query.get("ended")} />
          <TakeStage key={take} id={take} onSession={onSession} onAgain={() => go({})} />
        </>
      ) : (
        <NewTake query={query} onKept={onKept} />
      )}
    </Page>
  );
}

function EndedNotice({ ended }: { ended: string | null }) {
  const t = useTranslations("talk.review.ended");
  if (ended !== "microphone" && ended !== "limit") return null;
  return (
    <Notice kind="warn" live title={t(`${ended}.title`)}>
      {t(`${ended}.detail`)}
    </Notice>
  );
}

/** What had the focus is gone with the stage before: screen readers are told the next one by its heading. */
function useHeadingFocus(stage: string): void {
  const before = useRef(stage);
  useEffect(() => {
    if (before.current !== stage) document.querySelector<HTMLElement>("[data-page-heading]")?.focus();
    before.current = stage;
  }, [stage]);
}

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState, ProblemNotice } from "@/components/problem";
import { Button, EmptyState, Page, PageHeader, Skeleton } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { drillQuery } from "@/lib/api/queries";
import { useFormat } from "@/lib/i18n/use-format";
import { noonOf } from "@/lib/practice/days";

import { End } from "../parts/drill/end";
import { Session } from "../parts/drill/session";
import { Start } from "../parts/drill/start";
import { summary, type Saying } from "../parts/drill/summary";
import { Unsent } from "../parts/unsent";
import { rememberedChoice } from "../parts/use-choice";

/** Sentences are no harder than those that are read aloud here; as the server likes where those are of another language. */
function hardest() {
  const { language, level } = rememberedChoice();
  return language === "en" ? level : undefined;
}

/** Five minutes with one's own weak English sounds. */
export function Component() {
  const t = useTranslations("read.drill");
  const [early, setEarly] = useState(false);
  const [level] = useState(hardest);
  const drill = useQuery(drillQuery({ early, level }));
  const again = () => {
    setEarly(true);
    if (early) void drill.refetch();
  };
  return (
    <Page width="narrow">
      <PageHeader title={t("title")} back={{ to: "/read", label: t("back") }} />
      {drill.isPending ? (
        <div role="status">
          <span className="sr-only">{t("loading")}</span>
          <Skeleton className="h-64" />
        </div>
      ) : drill.data === undefined ? (
        <ErrorState error={drill.error} onRetry={() => void drill.refetch()} />
      ) : drill.data.sounds.length === 0 ? (
        <Nothing drill={drill.data} onEarly={() => setEarly(true)} />
      ) : (
        <Round
          key={drill.dataUpdatedAt}
          sounds={drill.data.sounds}
          fresh={early}
          busy={drill.isFetching}
          onMore={again}
        />
      )}
      {drill.data && drill.isError && <ProblemNotice error={drill.error} />}
    </Page>
  );
}

/** One session, from what it will be about to how it went. */
function Round({
  sounds,
  fresh,
  busy,
  onMore,
}: {
  sounds: Schema<"DrillSession">["sounds"];
  /** It was asked for: it takes the focus. */
  fresh: boolean;
  /** The next one is being asked for. */
  busy: boolean;
  onMore: () => void;
}) {
  const [begun, setBegun] = useState(false);
  const [sayings, setSayings] = useState<readonly Saying[] | null>(null);
  if (begun && !sayings) return <Session sounds={sounds} onEnd={setSayings} />;
  return (
    <>
      <Unsent />
      {sayings ? (
        <End lines={summary(sounds, sayings)} busy={busy} onMore={onMore} />
      ) : (
        <Start sounds={sounds} fresh={fresh} onBegin={() => setBegun(true)} />
      )}
    </>
  );
}

/** Nothing to practise now: why, and what to do instead. */
function Nothing({ drill, onEarly }: { drill: Schema<"DrillSession">; onEarly: () => void }) {
  const t = useTranslations("read.drill");
  const format = useFormat();
  const read = (
    <Button asChild look="primary">
      <Link to="/read">{t("read")}</Link>
    </Button>
  );
  if (drill.attempts === 0) {
    return (
      <EmptyState title={t("none.title")} action={read}>
        {t("none.detail")}
      </EmptyState>
    );
  }
  if (!drill.next) {
    return (
      <EmptyState title={t("allGood.title")} action={read}>
        {t("allGood.detail")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("later.title")}
      action={
        <Button look="primary" onClick={onEarly}>
          {t("later.now")}
        </Button>
      }
    >
      {t("later.detail", { day: format.date(noonOf(drill.next)) })}
    </EmptyState>
  );
}

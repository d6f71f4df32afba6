import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Button, EmptyState, Page, PageHeader, Skeleton } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { drillQuery } from "@/lib/api/queries";
import { orgKey } from "@/lib/api/queries/keys";
import { useFormat } from "@/lib/i18n/use-format";

import { End } from "../parts/drill/end";
import { Session } from "../parts/drill/session";
import { Start } from "../parts/drill/start";
import { summary, type Saying } from "../parts/drill/summary";
import { Unsent } from "../parts/unsent";

/** Five minutes with one's own weak English sounds. */
export function Component() {
  const t = useTranslations("read.drill");
  const [early, setEarly] = useState(false);
  const drill = useQuery(drillQuery(early));
  const again = () => {
    setEarly(true);
    if (early) void drill.refetch();
  };
  return (
    <Page width="narrow">
      <PageHeader title={t("title")} back={{ to: "/read", label: t("back") }} />
      <Unsent />
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
        <Round key={drill.dataUpdatedAt} sounds={drill.data.sounds} onMore={again} />
      )}
    </Page>
  );
}

/** One session, from what it will be about to how it went. */
function Round({ sounds, onMore }: { sounds: Schema<"DrillSession">["sounds"]; onMore: () => void }) {
  const client = useQueryClient();
  const [begun, setBegun] = useState(false);
  const [sayings, setSayings] = useState<readonly Saying[] | null>(null);
  if (sayings) return <End lines={summary(sounds, sayings)} onMore={onMore} />;
  if (!begun) return <Start sounds={sounds} onBegin={() => setBegun(true)} />;
  const end = (said: readonly Saying[]) => {
    setSayings(said);
    void client.invalidateQueries({ queryKey: orgKey("practice", "sounds") });
  };
  return <Session sounds={sounds} onEnd={end} />;
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
      {t("later.detail", { day: format.date(drill.next) })}
    </EmptyState>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Button, Card, CardTitle, Spinner } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { soundsQuery } from "@/lib/api/queries";

import { SoundRow } from "./sound-row";

/** How many of the weakest sounds are shown before somebody asks for all. */
const WEAKEST = 6;

/** How each English sound goes over time, the weakest first. */
export function SoundsCard() {
  const t = useTranslations("progress.sounds");
  const found = useQuery(soundsQuery());
  return (
    <Card aria-labelledby="sounds" className="grid gap-6">
      <div className="grid gap-1">
        <CardTitle id="sounds">{t("title")}</CardTitle>
        <p className="text-sm text-ink-soft">{t("lead")}</p>
      </div>
      {found.isPending ? (
        <Spinner label={t("loading")} />
      ) : found.data === undefined ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Sounds found={found.data} />
      )}
    </Card>
  );
}

function Sounds({ found }: { found: Schema<"SoundsBody"> }) {
  const t = useTranslations("progress.sounds");
  const [all, setAll] = useState(false);
  const { sounds, not_comparable: leftOut } = found;
  if (sounds.length === 0) {
    return (
      <>
        <p className="text-ink-soft">{t("none")}</p>
        <Button className="justify-self-start" asChild>
          <Link to="/read">{t("start")}</Link>
        </Button>
      </>
    );
  }
  return (
    <>
      <ul className="grid gap-x-8 gap-y-7 sm:grid-cols-2">
        {(all ? sounds : sounds.slice(0, WEAKEST)).map((sound) => (
          <SoundRow key={sound.arpabet} sound={sound} />
        ))}
      </ul>
      {sounds.length > WEAKEST && (
        <Button className="justify-self-start" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("weakest") : t("all", { count: sounds.length })}
        </Button>
      )}
      <Button className="justify-self-start" look="primary" asChild>
        <Link to="/read/drill">{t("drill")}</Link>
      </Button>
      {leftOut > 0 && <p className="text-sm text-ink-soft">{t("leftOut", { count: leftOut })}</p>}
    </>
  );
}

import { useTranslations } from "use-intl";

import { Stat } from "@/components/ui";
import { useFormat } from "@/lib/i18n/use-format";
import type { LiveState } from "@/lib/live/live-state";

import { soFar } from "./so-far";

/** Numbers that fill in while the work goes on: rough, until the report has them exactly. */
export function FirstLook({ live }: { live: LiveState }) {
  const t = useTranslations("ui.live.look");
  const format = useFormat();
  const { rate, pitch, voiced } = soFar(live.words, live.stretches);
  const none = t("none");
  return (
    <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
      <Stat label={t("words")} value={format.integer(live.words.length)} />
      <Stat
        label={t("rate")}
        value={rate === null ? none : format.integer(rate)}
        unit={rate === null ? undefined : t("rateUnit")}
      />
      <Stat
        label={t("pitch")}
        value={pitch === null ? none : format.integer(pitch.middle)}
        unit={pitch === null ? undefined : "Hz"}
        note={
          pitch === null
            ? undefined
            : t("range", { low: format.integer(pitch.low), high: format.integer(pitch.high) })
        }
      />
      <Stat label={t("voiced")} value={voiced === null ? none : format.percent(voiced)} />
    </dl>
  );
}

import { Pause, Play } from "lucide-react";
import { useTranslations } from "use-intl";

import { IconButton, Notice, Spinner } from "@/components/ui";
import type { UsePlayback } from "@/lib/capture/use-playback";
import { useFormat } from "@/lib/i18n/use-format";
import { useStore } from "@/lib/util/store";

/** Plays a take: play, pause, and where it is. */
export function PlayerBar({ playback }: { playback: UsePlayback }) {
  const t = useTranslations("talk.player");
  const { status, playing, play, pause } = playback;
  if (status === "unplayable") return <Notice title={t("unplayable.title")}>{t("unplayable.detail")}</Notice>;
  if (status !== "ready") return <Spinner label={t("loading")} />;
  return (
    <div className="flex items-center gap-3">
      <IconButton
        label={playing ? t("pause") : t("play")}
        className="rounded-full bg-accent text-on-accent hover:bg-accent-hover hover:text-on-accent"
        onClick={() => (playing ? pause() : void play())}
      >
        {playing ? (
          <Pause aria-hidden className="fill-current" />
        ) : (
          <Play aria-hidden className="fill-current" />
        )}
      </IconButton>
      <Position playback={playback} />
    </div>
  );
}

function Position({ playback: { time, duration, seek } }: { playback: UsePlayback }) {
  const t = useTranslations("talk.player");
  const format = useFormat();
  const at = useStore(time);
  const whole = duration ?? 0;
  return (
    <>
      <input
        type="range"
        aria-label={t("position")}
        aria-valuetext={t("positionWords", { at: format.clock(at), of: format.clock(whole) })}
        min={0}
        max={whole}
        step={0.1}
        value={Math.min(at, whole)}
        onChange={({ target }) => seek(Number(target.value))}
        className="h-11 min-w-0 grow accent-accent"
      />
      <span data-tabular className="text-sm whitespace-nowrap text-ink-soft">
        {format.clock(at)} / {format.clock(whole)}
      </span>
    </>
  );
}

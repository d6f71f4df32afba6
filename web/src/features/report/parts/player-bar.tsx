import { LoaderCircle, Pause, Play, RotateCcw, RotateCw, ScanSearch } from "lucide-react";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { IconButton, Notice, Select } from "@/components/ui";
import { useFormat } from "@/lib/i18n";
import { useStore } from "@/lib/util/store";

import type { Sound } from "./use-sound";

const RATES = [0.5, 0.75, 1, 1.25, 1.5, 2];
/** Seconds that the two buttons beside “play” go. */
const STEP = 5;

const playable = ({ status }: Sound) => status === "waiting" || status === "loading" || status === "ready";

/** Why there is no player, where there is none. */
export function SoundNotice({ sound }: { sound: Sound }) {
  const t = useTranslations("report.player");
  switch (sound.status) {
    case "gone":
      return <Notice title={t("gone")}>{t("goneDetail")}</Notice>;
    case "failed":
      return <ErrorState error={sound.error} onRetry={sound.retry} />;
    case "unplayable":
      return (
        <Notice kind="warn" title={t("unplayable")}>
          {t("unplayableDetail")}
        </Notice>
      );
    default:
      return null;
  }
}

/** The player, at hand wherever one is on the page. `onShow`: brings the place that is heard into sight over time. */
export function PlayerBar({ sound, onShow }: { sound: Sound; onShow: () => void }) {
  const t = useTranslations("report.player");
  const format = useFormat();
  if (!playable(sound)) return null;
  return (
    <div
      role="group"
      aria-label={t("label")}
      className="sticky bottom-[calc(5rem+env(safe-area-inset-bottom))] z-20 flex items-center gap-1.5 rounded-lg border border-line bg-raised px-2 py-1.5 shadow-lg sm:gap-2.5 sm:px-3 md:bottom-4"
    >
      <IconButton label={t("back", { seconds: STEP })} onClick={() => sound.goTo(sound.place.get() - STEP)}>
        <RotateCcw aria-hidden />
      </IconButton>
      <button
        type="button"
        aria-label={sound.playing ? t("pause") : t("play")}
        onClick={sound.toggle}
        className="flex size-12 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent hover:bg-accent-hover [&_svg]:size-5.5"
      >
        {sound.status === "loading" ? (
          <LoaderCircle aria-hidden className="animate-spin" />
        ) : sound.playing ? (
          <Pause aria-hidden />
        ) : (
          <Play aria-hidden />
        )}
      </button>
      <IconButton
        label={t("forward", { seconds: STEP })}
        onClick={() => sound.goTo(sound.place.get() + STEP)}
        className="hidden sm:inline-flex"
      >
        <RotateCw aria-hidden />
      </IconButton>
      <Place sound={sound} />
      <IconButton label={t("show")} onClick={onShow}>
        <ScanSearch aria-hidden />
      </IconButton>
      <Select
        aria-label={t("speed")}
        value={String(sound.rate)}
        onChange={(event) => sound.setRate(Number(event.target.value))}
        className="w-20 pl-2 text-sm"
      >
        {RATES.map((rate) => (
          <option key={rate} value={String(rate)}>
            {new Intl.NumberFormat(format.locale).format(rate)}×
          </option>
        ))}
      </Select>
    </div>
  );
}

function Place({ sound }: { sound: Sound }) {
  const t = useTranslations("report.player");
  const format = useFormat();
  // Whole seconds: a screen reader's user hears the value when it is asked for, not as it runs.
  const at = Math.floor(useStore(sound.place));
  const end = Math.ceil(sound.seconds);
  return (
    <div className="grid min-w-0 grow gap-0.5">
      <input
        type="range"
        aria-label={t("place")}
        aria-valuetext={t("placeOf", { at: format.clock(at), of: format.clock(sound.seconds) })}
        min={0}
        max={end}
        value={at}
        onChange={(event) => sound.goTo(Number(event.target.value))}
        className="h-6 w-full min-w-0 accent-accent"
      />
      <p aria-hidden data-tabular className="flex justify-between text-xs text-ink-soft">
        <span>{format.clock(at)}</span>
        <span>{format.clock(sound.seconds)}</span>
      </p>
    </div>
  );
}

import { Play } from "lucide-react";
import { useMemo, type Ref } from "react";
import { useMessages, useTranslations } from "use-intl";

import { Timeline, type TimelineHandle, type TimelineLabels } from "@/components/charts";
import { ChartButton } from "@/components/charts/controls";
import { timeMarks } from "@/components/charts/marks";
import { seriesOfIntensity, seriesOfPitch } from "@/components/charts/timeline/tracks";
import { Card, CardTitle } from "@/components/ui";
import { useFormat } from "@/lib/i18n";

import type { Analysis } from "./analysis";
import type { Sound } from "./use-sound";

/** The recording over time, in step with the sound. */
export function TimelineCard({
  analysis,
  sound,
  ref,
}: {
  analysis: Analysis;
  sound: Sound;
  ref?: Ref<TimelineHandle>;
}) {
  const t = useTranslations("report.timeline");
  // The drawing fills `{value}` in by itself, many times a second.
  const labels: TimelineLabels = useMessages().report.timeline.labels;
  const format = useFormat();
  const { place, hear } = sound;
  const data = useMemo(() => {
    const { prosody, fluency, transcript, waveform, recording } = analysis;
    return {
      seconds: recording.seconds,
      waveform,
      pitch: seriesOfPitch(prosody.pitch),
      intensity: seriesOfIntensity(prosody.intensity),
      voice: prosody.pitch_summary ?? null,
      words: transcript.words,
      pauses: fluency.pauses,
      marks: timeMarks(fluency),
    };
  }, [analysis]);
  const subscribeTime = useMemo(
    () => (listener: (time: number) => void) => {
      listener(place.get());
      return place.subscribe(() => listener(place.get()));
    },
    [place],
  );
  return (
    <Card className="grid min-w-0 gap-4" aria-labelledby="timeline">
      <CardTitle id="timeline">{t("title")}</CardTitle>
      <Timeline
        ref={ref}
        {...data}
        labels={labels}
        locale={format.locale}
        subscribeTime={subscribeTime}
        onSeek={hear}
        selectionActions={({ start, end }) =>
          sound.status === "gone" ? null : (
            <ChartButton onClick={() => hear(start, end)}>
              <Play aria-hidden className="size-4" />
              {t("playSelection")}
            </ChartButton>
          )
        }
      />
    </Card>
  );
}

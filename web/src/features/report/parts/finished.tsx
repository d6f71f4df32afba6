import { useMemo, useRef } from "react";
import { useTranslations } from "use-intl";

import type { TimelineHandle } from "@/components/charts";
import { Marks } from "@/components/charts/marks";
import { useRubricNames } from "@/components/practice/use-rubric-names";
import { Card, CardTitle, EmptyState, Notice, ScoreMeter } from "@/components/ui";
import type { Schema } from "@/lib/api";

import type { Analysis } from "./analysis";
import { CompareTakes } from "./compare-takes";
import { Drills } from "./drills";
import { Numbers } from "./numbers";
import { PlayerBar, SoundNotice } from "./player-bar";
import { Scores } from "./scores";
import { TimelineCard } from "./timeline-card";
import { Transcript, type TranscriptHandle } from "./transcript/transcript";
import { useSound } from "./use-sound";

/** Everything that was found in a take, over one player. */
export function Finished({
  session,
  analysis,
  card,
}: {
  session: Schema<"SessionDetail">;
  analysis: Analysis;
  /** The newest scores. */
  card: Schema<"ScoreCard">;
}) {
  const t = useTranslations("report");
  const sound = useSound(session, analysis.recording.seconds);
  const timeline = useRef<TimelineHandle>(null);
  const transcript = useRef<TranscriptHandle>(null);
  const marks = useMemo(() => new Marks(analysis.transcript.words, analysis.fluency), [analysis]);
  const { hear } = sound;
  const onMoment = (span: Schema<"Span">) => {
    timeline.current?.select(span);
    transcript.current?.reveal(span.start);
    hear(span.start, span.end);
  };
  const onShow = () => {
    const at = sound.place.get();
    timeline.current?.reveal({ start: at - 4, end: at + 4 });
    document.getElementById("timeline")?.scrollIntoView({ block: "start" });
  };
  const silent = analysis.transcript.words.length === 0;
  return (
    <>
      <Overall outcome={card.overall} />
      {analysis.notices.map(({ key, text }) => (
        <Notice key={key}>{text}</Notice>
      ))}
      <SoundNotice sound={sound} />
      <TimelineCard ref={timeline} analysis={analysis} sound={sound} />
      <Card className="grid min-w-0 gap-4" aria-labelledby="transcript">
        <CardTitle id="transcript">{t("transcript.title")}</CardTitle>
        {silent ? (
          <EmptyState title={t("transcript.silent")}>{t("transcript.silentDetail")}</EmptyState>
        ) : (
          <Transcript ref={transcript} transcript={analysis.transcript} marks={marks} sound={sound} />
        )}
      </Card>
      <Scores card={card} onMoment={onMoment} />
      <Numbers analysis={analysis} card={card} />
      <Drills session={session} onMoment={onMoment} />
      <CompareTakes session={session} card={card} />
      <p className="max-w-lg text-sm text-ink-faint">{analysis.disclaimer}</p>
      <PlayerBar sound={sound} onShow={onShow} />
    </>
  );
}

function Overall({ outcome }: { outcome: Schema<"Outcome"> }) {
  const t = useTranslations("report.overall");
  const names = useRubricNames();
  if (!("scored" in outcome)) {
    return (
      <Notice kind="warn" title={t("notScored")}>
        {outcome.not_scored}
      </Notice>
    );
  }
  const { value, interval, band } = outcome.scored;
  return (
    <Card className="grid gap-3">
      <ScoreMeter
        size="lg"
        label={t("title")}
        value={value}
        low={interval.low}
        high={interval.high}
        level={interval.level}
        band={names.band(band.name)}
      />
      <p className="text-ink-soft">{band.descriptor}</p>
    </Card>
  );
}

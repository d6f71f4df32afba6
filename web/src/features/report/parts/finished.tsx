import { useMemo, useRef } from "react";
import { useTranslations } from "use-intl";

import type { TimelineHandle } from "@/components/charts";
import { Marks } from "@/components/charts/marks";
import { useServerWords } from "@/components/server-words";
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
import { SoundsCard } from "./sounds-card";
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
  const words = useServerWords();
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
  const disclaimer = words.sentence(analysis.disclaimer);
  const silent = analysis.transcript.words.length === 0;
  return (
    <>
      <Overall card={card} />
      {analysis.notices.map(({ key, text }) => {
        const notice = words.sentence(text);
        return (
          <Notice key={key}>
            <span lang={notice.lang}>{notice.text}</span>
          </Notice>
        );
      })}
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
      {analysis.transcript.language === "en" && !silent && (
        <SoundsCard session={session} onMoment={onMoment} />
      )}
      <Drills session={session} onMoment={onMoment} />
      <CompareTakes session={session} card={card} />
      <p lang={disclaimer.lang} className="max-w-lg text-sm text-ink-faint">
        {disclaimer.text}
      </p>
      <PlayerBar sound={sound} onShow={onShow} />
    </>
  );
}

function Overall({ card: { overall: outcome, rubric } }: { card: Schema<"ScoreCard"> }) {
  const t = useTranslations("report.overall");
  const words = useServerWords();
  if (!("scored" in outcome)) {
    const why = words.sentence(outcome.not_scored);
    return (
      <Notice kind="warn" title={t("notScored")}>
        <span lang={why.lang}>{why.text}</span>
      </Notice>
    );
  }
  const { value, interval, band } = outcome.scored;
  const means = words.descriptor(rubric.name, null, band);
  return (
    <Card className="grid gap-3">
      <ScoreMeter
        size="lg"
        label={t("title")}
        value={value}
        low={interval.low}
        high={interval.high}
        level={interval.level}
        band={words.band(band.name).text}
      />
      <p lang={means.lang} className="text-ink-soft">
        {means.text}
      </p>
    </Card>
  );
}

import { Mic, Square, Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";

import { LiveWaveform } from "@/components/charts";
import { ProblemNotice } from "@/components/problem";
import { Button, Card, CardTitle, Notice, Progress } from "@/components/ui";
import { toProblem } from "@/lib/api";
import { useFormat } from "@/lib/i18n/use-format";

import { ChooseMicrophone } from "./choose-microphone";

import { MicrophoneTrouble, troubleOf } from "./microphone-trouble";
import { useFocused } from "./use-focused";
import type { Reading } from "./use-reading";
import { GONE, type SendReading } from "./use-send-reading";

/** Records one reading and sends it; says at each step what is going on. Once it was heard, the result takes its place. */
export function Reader({ reading }: { reading: Reading }) {
  const t = useTranslations("read.record");
  const { microphone, recorder, send, begin, round } = reading;
  const focused = useFocused(round > 0);
  const recording = recorder.status === "recording" || recorder.status === "starting";
  const trouble = troubleOf(microphone.status, recorder.status);
  const underWay = recorder.status === "stopping" || send.isPending || send.attempt?.state === "queued";
  if (recording) return <Recording reading={reading} />;
  return (
    <Card className="grid gap-4">
      <CardTitle>{t("title")}</CardTitle>
      {underWay ? (
        <UnderWay send={send} />
      ) : (
        <>
          {send.isError && <NotSent reading={reading} />}
          {trouble && !send.isError && <MicrophoneTrouble trouble={trouble} onRetry={() => void begin()} />}
          {(!trouble || trouble === "short") && !send.isError && (
            <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
              <Button
                ref={focused}
                look="primary"
                size="lg"
                busy={microphone.status === "asking"}
                icon={<Mic aria-hidden className="size-5" />}
                onClick={() => void begin()}
              >
                {microphone.status === "asking" ? t("asking") : t("start")}
              </Button>
              <p className="text-sm text-ink-soft">{t("hint")}</p>
            </div>
          )}
          {!send.isError && <ChooseMicrophone microphone={microphone} />}
        </>
      )}
    </Card>
  );
}

function Recording({ reading }: { reading: Reading }) {
  const t = useTranslations("read.record");
  const format = useFormat();
  const focused = useFocused();
  const { recorder, discard } = reading;
  return (
    <Card className="grid gap-4 border-accent">
      <div className="flex items-center justify-between gap-3">
        <CardTitle className="flex items-center gap-2.5">
          <span aria-hidden className="size-3 rounded-full bg-accent animate-pulse" />
          {t("running")}
        </CardTitle>
        <span data-tabular className="font-serif text-lg font-semibold">
          <span className="sr-only">{t("length")}: </span>
          {format.clock(recorder.seconds)}
        </span>
      </div>
      <Hearing reading={reading} />
      <div className="flex flex-wrap gap-2.5">
        <Button
          look="primary"
          size="lg"
          ref={focused}
          icon={<Square aria-hidden className="size-4.5 fill-current" />}
          onClick={() => void recorder.stop()}
        >
          {t("stop")}
        </Button>
        <Button
          look="quiet"
          size="lg"
          icon={<Trash2 aria-hidden className="size-4.5" />}
          onClick={() => void discard()}
        >
          {t("discard")}
        </Button>
      </div>
    </Card>
  );
}

/** What the microphone hears, and what is wrong with it. The place of the words is kept, so that nothing jumps. */
function Hearing({ reading: { microphone, level } }: { reading: Reading }) {
  const t = useTranslations("read.record");
  const said = microphone.muted
    ? "muted"
    : level.clipping
      ? "clipping"
      : level.judgement === "silent" || level.judgement === "quiet"
        ? level.judgement
        : null;
  return (
    <div className="grid gap-2">
      <LiveWaveform meter={level.meter} className="h-16" />
      <p role="status" className="min-h-6 text-sm font-medium text-warn">
        {said && t(said)}
      </p>
    </div>
  );
}

function UnderWay({ send }: { send: SendReading }) {
  const t = useTranslations("read.record");
  const queued = send.attempt?.state === "queued";
  return (
    <div role="status" className="grid gap-2">
      <Progress label={queued ? t("hearingLong") : t("hearing")} value={null} />
    </div>
  );
}

/** The server did not get it: it is kept here, and can be sent again. */
function NotSent({ reading: { send, discard } }: { reading: Reading }) {
  const t = useTranslations("read.unsent");
  const gone = toProblem(send.error).kind === GONE;
  if (gone) return <Notice kind="bad" live title={t("gone")} />;
  return (
    <ProblemNotice
      error={send.error}
      action={
        <div className="flex flex-wrap gap-2.5">
          <Button onClick={() => send.variables && send.mutate(send.variables)}>{t("sendAgain")}</Button>
          <Button look="quiet" onClick={() => void discard()}>
            {t("discard")}
          </Button>
        </div>
      }
    />
  );
}

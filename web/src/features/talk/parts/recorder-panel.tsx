import { Mic, Pause, Play, Square, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";

import { LiveWaveform } from "@/components/charts/live-waveform";
import { Button, ConfirmDialog, Notice } from "@/components/ui";

import { Clock } from "./clock";
import { DeviceField } from "./device-field";
import { HearingWords } from "./hearing-words";
import { LevelBar } from "./level-bar";
import { TroubleNotice, troubleOf } from "./trouble";
import type { Recording } from "./use-recording";

/** The microphone: is it heard, record, pause, stop. `onRecord` is called when the person wants to begin. */
export function RecorderPanel({ recording, onRecord }: { recording: Recording; onRecord: () => void }) {
  const t = useTranslations("talk.record");
  const { microphone, recorder, level } = recording;
  const trouble = troubleOf(microphone.status, recorder.status);
  const running =
    recorder.status === "recording" || recorder.status === "paused" || recorder.status === "stopping";
  if (running) return <Running recording={recording} />;
  return (
    <div className="grid gap-5">
      {trouble && (
        <TroubleNotice
          trouble={trouble}
          onRetry={() => {
            recorder.reset();
            void microphone.open();
          }}
        />
      )}
      {microphone.stream ? (
        <>
          <DeviceField microphone={microphone} />
          <div className="grid gap-3">
            <LiveWaveform meter={level.meter} />
            <LevelBar meter={level.meter} />
            <HearingWords level={level} muted={microphone.muted} />
          </div>
        </>
      ) : (
        !trouble && <p className="text-ink-soft">{t("checkDetail")}</p>
      )}
      <div className="flex flex-wrap gap-2.5">
        {microphone.stream ? (
          <Button
            look="primary"
            size="lg"
            busy={recorder.status === "starting"}
            icon={<Mic aria-hidden className="size-5" />}
            onClick={onRecord}
          >
            {t("begin")}
          </Button>
        ) : (
          // With trouble, its notice has the button to try again.
          !trouble && (
            <Button
              size="lg"
              look="primary"
              busy={microphone.status === "asking"}
              icon={<Mic aria-hidden className="size-5" />}
              onClick={() => void microphone.open()}
            >
              {microphone.status === "asking" ? t("asking") : t("check")}
            </Button>
          )
        )}
      </div>
    </div>
  );
}

function Running({ recording: { recorder, microphone, level } }: { recording: Recording }) {
  const t = useTranslations("talk.record");
  const [dropping, setDropping] = useState(false);
  const paused = recorder.status === "paused";
  // The button that was pressed is gone: the next one to press has the focus.
  const stop = useRef<HTMLButtonElement>(null);
  useEffect(() => stop.current?.focus(), []);
  return (
    <div className="grid gap-5">
      <Clock seconds={recorder.seconds} state={paused ? "paused" : "recording"} />
      <LiveWaveform meter={level.meter} paused={paused} className="h-32" />
      {!paused && <HearingWords level={level} muted={microphone.muted} />}
      {recorder.kept !== "disk" && (
        <Notice kind="warn" live title={t("notOnDisk.title")}>
          {t("notOnDisk.detail")}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2.5">
        <Button
          ref={stop}
          look="primary"
          size="lg"
          busy={recorder.status === "stopping"}
          icon={<Square aria-hidden className="size-4.5 fill-current" />}
          onClick={() => void recorder.stop()}
        >
          {t("stop")}
        </Button>
        <Button
          size="lg"
          icon={paused ? <Play aria-hidden className="size-5" /> : <Pause aria-hidden className="size-5" />}
          onClick={paused ? recorder.resume : recorder.pause}
        >
          {paused ? t("resume") : t("pause")}
        </Button>
        <Button
          look="quiet"
          size="lg"
          icon={<Trash2 aria-hidden className="size-5" />}
          onClick={() => {
            recorder.pause();
            setDropping(true);
          }}
        >
          {t("drop")}
        </Button>
      </div>
      <ConfirmDialog
        open={dropping}
        onOpenChange={setDropping}
        title={t("dropSure.title")}
        confirm={t("dropSure.confirm")}
        onConfirm={() => {
          setDropping(false);
          void recorder.discard();
        }}
      >
        {t("dropSure.detail")}
      </ConfirmDialog>
    </div>
  );
}

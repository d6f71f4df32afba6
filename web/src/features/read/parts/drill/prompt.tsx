import { ArrowRight, CircleCheck, RotateCcw, SkipForward, Volume2 } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Badge, Button, Card, CardTitle, ScoreGlyph } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n/use-format";
import { cn } from "@/lib/util/cn";
import { scoreStep } from "@/lib/util/score-step";

import { Listen } from "../listen";
import { NotHeard } from "../not-heard";
import { Reader } from "../reader";
import { Sounds } from "../sounds";
import { useFocused } from "../use-focused";
import { useReading } from "../use-reading";
import { useVoices, type Voices } from "../use-voices";
import { GOOD, type DrillSound, type Task } from "./order";
import { scoreOf, worstOf } from "./summary";

/** One thing to say: hear it, say it, see how the sound went. Give it the task's place as its key. */
export function Prompt({
  task,
  onSaid,
  onNext,
  last,
}: {
  task: Task;
  /** How the sound went, each time it was said. */
  onSaid: (score: number | null) => void;
  onNext: () => void;
  /** Nothing comes after it. */
  last: boolean;
}) {
  const t = useTranslations("read.drill");
  const { sound, prompt } = task;
  const reading = useReading({ text: prompt.text, language: "en", level: null, id: null, translation: null });
  const { send } = reading;
  const voices = useVoices("en", send.data?.sound ?? null);
  const focused = useFocused<HTMLHeadingElement>();
  const attempt = send.attempt;
  const done = attempt?.state === "done" ? attempt : null;
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (!done || told.current === done.id) return;
    told.current = done.id;
    onSaid(scoreOf(sound.arpabet, done.pronunciation));
  }, [done, sound, onSaid]);
  return (
    <>
      <Card aria-labelledby="say" className="grid gap-4 sm:p-8">
        <div className="flex flex-wrap items-center gap-2">
          <Badge>/{sound.ipa}/</Badge>
          {task.repeated && <Badge tone="note">{t("onceMore")}</Badge>}
        </div>
        <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <h2
            id="say"
            ref={focused}
            tabIndex={-1}
            className={cn(
              "font-serif font-semibold tracking-tight text-balance",
              prompt.kind === "sentence" ? "text-2xl" : "text-3xl",
            )}
          >
            <span className="sr-only">{t("say")}:</span> <span lang="en">{prompt.text}</span>
          </h2>
          {prompt.other && <Other text={prompt.other} />}
        </div>
        <div className="flex flex-wrap items-center gap-2.5 empty:hidden">
          <Listen text={prompt.text} language="en" voices={voices} />
          {prompt.other && <HearOther text={prompt.other} voices={voices} />}
        </div>
      </Card>
      {done ? (
        <Said sound={sound} found={done.pronunciation} heard={done.result?.heard ?? ""}>
          {done.pronunciation && <Sounds pronounced={done.pronunciation} voices={voices} />}
          <div className="flex flex-wrap gap-2.5 border-t border-line pt-5">
            <Button look="primary" icon={<ArrowRight aria-hidden className="size-4.5" />} onClick={onNext}>
              {last ? t("finish") : t("next")}
            </Button>
            <Button icon={<RotateCcw aria-hidden className="size-4.5" />} onClick={reading.again}>
              {t("again")}
            </Button>
          </div>
        </Said>
      ) : attempt?.state === "failed" ? (
        <NotHeard why={attempt.failure ?? ""} onAgain={reading.again} />
      ) : send.followed.isError ? (
        <ErrorState error={send.followed.error} onRetry={() => void send.followed.refetch()} />
      ) : (
        <>
          <Reader reading={reading} />
          {/* What cannot be sent now waits in the browser: the session goes on. */}
          <div>
            <Button look="quiet" icon={<SkipForward aria-hidden className="size-4.5" />} onClick={onNext}>
              {t("skip")}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

/** The word that the prompt is to be told from. */
function Other({ text }: { text: string }) {
  const t = useTranslations("read.drill");
  return (
    <p className="font-serif text-xl text-ink-soft">
      {t.rich("not", { other: () => <span lang="en">{text}</span> })}
    </p>
  );
}

function HearOther({ text, voices }: { text: string; voices: Voices }) {
  const t = useTranslations("read.drill");
  if (voices.modelIs !== "there") return null;
  return (
    <Button
      look="quiet"
      icon={<Volume2 aria-hidden className="size-4.5" />}
      onClick={() => void voices.model("other", text)}
    >
      {t("hearOther", { word: text })}
    </Button>
  );
}

/** How the sound went, in words and a sign, before all the rest. */
function Said({
  sound: { arpabet, ipa },
  found,
  heard,
  children,
}: {
  sound: DrillSound;
  found: Schema<"PronouncedBody"> | null | undefined;
  heard: string;
  children: React.ReactNode;
}) {
  const t = useTranslations("read.drill");
  const format = useFormat();
  const focused = useFocused<HTMLHeadingElement>();
  const score = scoreOf(arpabet, found);
  const good = score !== null && score >= GOOD;
  const Icon = good ? CircleCheck : RotateCcw;
  const title = score === null ? t("notScored", { ipa }) : good ? t("good", { ipa }) : t("notYet", { ipa });
  return (
    <Card className="grid gap-6 sm:p-8">
      <div className="grid gap-1">
        <CardTitle
          ref={focused}
          tabIndex={-1}
          className={cn("flex items-center gap-2.5 text-xl", good ? "text-good" : "text-warn")}
        >
          <Icon aria-hidden className="size-6" />
          {title}
        </CardTitle>
        {score !== null && (
          <p className="flex items-center gap-2.5">
            {t("points", { score: format.integer(score) })}
            <ScoreGlyph step={scoreStep(score)} />
          </p>
        )}
        {!good && <Worst sound={arpabet} found={found} />}
        {heard.trim() && (
          <p className="text-ink-soft">{t.rich("heard", { heard: () => <span lang="en">{heard}</span> })}</p>
        )}
      </div>
      {children}
    </Card>
  );
}

/** Where the sound went worst, and what was heard there. */
function Worst({ sound, found }: { sound: string; found: Schema<"PronouncedBody"> | null | undefined }) {
  const t = useTranslations("read.drill");
  const sounds = useTranslations("ui.sounds");
  const format = useFormat();
  const worst = worstOf(sound, found);
  if (!worst || worst.phone.state === "good") return null;
  const { state, heard } = worst.phone;
  const other = state === "other_sound" ? heard[0] : undefined;
  return (
    <p>
      {t.rich("worst", { state: sounds(`state.${state}`), word: () => <span lang="en">{worst.word}</span> })}{" "}
      {other && sounds("heard", { ipa: other.ipa, share: format.percent(other.probability) })}
    </p>
  );
}

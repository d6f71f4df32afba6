import { ArrowRight, CircleCheck, RotateCcw } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Badge, Button, Card, CardTitle } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n/use-format";
import { cn } from "@/lib/util/cn";

import { Listen } from "../listen";
import { NotHeard } from "../not-heard";
import { Reader } from "../reader";
import { Sounds } from "../sounds";
import { useFocused } from "../use-focused";
import { useReading } from "../use-reading";
import { useVoices } from "../use-voices";
import type { Task } from "./order";
import { scoreOf } from "./summary";

/** From here on a sound was said well, points. */
const GOOD = 80;

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
  const focused = useFocused<HTMLParagraphElement>();
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
          <h2 id="say" className="sr-only">
            {t("say")}
          </h2>
          <Badge>/{sound.ipa}/</Badge>
          {task.repeated && <Badge tone="note">{t("onceMore")}</Badge>}
        </div>
        <p
          ref={focused}
          tabIndex={-1}
          lang="en"
          className="font-serif text-2xl font-semibold tracking-tight text-balance"
        >
          {prompt.text}
        </p>
        <Listen text={prompt.text} language="en" voices={voices} />
        {prompt.other && <Other text={prompt.other} voices={voices} />}
      </Card>
      {done ? (
        <Said
          sound={sound.arpabet}
          ipa={sound.ipa}
          found={done.pronunciation}
          heard={done.result?.heard ?? ""}
        >
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
        <Reader reading={reading} />
      )}
    </>
  );
}

/** The word that the prompt is to be told from. */
function Other({ text, voices }: { text: string; voices: ReturnType<typeof useVoices> }) {
  const t = useTranslations("read.drill");
  return (
    <p className="flex flex-wrap items-center gap-2.5 text-ink-soft">
      {t.rich("not", { other: () => <span lang="en">{text}</span> })}
      {voices.modelIs === "there" && (
        <Button look="quiet" onClick={() => void voices.model("other", text)}>
          {t("hearOther")}
        </Button>
      )}
    </p>
  );
}

/** How the sound went, in words and a sign, before all the rest. */
function Said({
  sound,
  ipa,
  found,
  heard,
  children,
}: {
  sound: string;
  ipa: string;
  found: Schema<"PronouncedBody"> | null | undefined;
  heard: string;
  children: React.ReactNode;
}) {
  const t = useTranslations("read.drill");
  const format = useFormat();
  const focused = useFocused<HTMLHeadingElement>();
  const score = scoreOf(sound, found);
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
        <p className="text-ink-soft">
          {score !== null && <>{t("points", { score: format.integer(score) })} </>}
          {heard.trim() && t("heard", { heard })}
        </p>
      </div>
      {children}
    </Card>
  );
}

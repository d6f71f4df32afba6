import { ArrowRight, CircleCheck, RotateCcw } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import { Button, Card, CardTitle, ScoreGlyph } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n/use-format";
import { scoreStep } from "@/lib/util/score-step";
import { cn } from "@/lib/util/cn";

import { Sounds } from "./sounds";
import { Voicing } from "./voicing";
import { WordDetail } from "./word-detail";
import { Words } from "./words";
import { useFocused } from "./use-focused";
import type { Voices } from "./use-voices";

/** How a reading went: the number, each word, what to do next, and both voices to compare. */
export function Result({
  attempt,
  result,
  voices,
  fresh = false,
  actions,
}: {
  attempt: Schema<"AttemptBody">;
  result: Schema<"Attempt">;
  voices: Voices;
  /** It has just come in: it takes the focus. */
  fresh?: boolean;
  actions?: ReactNode;
}) {
  const t = useTranslations("read.result");
  const [chosen, setChosen] = useState<number | null>(null);
  const word = chosen === null ? undefined : result.words[chosen];
  return (
    <Card className="grid gap-6 sm:p-8" aria-label={t("title")}>
      <Verdict result={result} fresh={fresh} />
      <section className="grid gap-3" aria-labelledby="words">
        <h3 id="words" className="text-sm font-semibold text-ink-soft">
          {t("words")}
        </h3>
        <Words words={result.words} language={attempt.language} chosen={chosen} onChoose={setChosen} />
        {word && (
          <WordDetail
            word={word}
            language={attempt.language}
            voices={voices}
            onClose={() => setChosen(null)}
          />
        )}
        {!sameWords(result) && (
          <p className="text-sm text-ink-soft">
            {result.heard.trim() ? t.rich("heardAs", { heard: result.heard }) : t("heardNothing")}
          </p>
        )}
      </section>
      {attempt.pronunciation && <Sounds pronounced={attempt.pronunciation} voices={voices} />}
      {attempt.feedback.length > 0 && (
        <section className="grid gap-2" aria-labelledby="advice">
          <h3 id="advice" className="text-sm font-semibold text-ink-soft">
            {t("advice")}
          </h3>
          <ul className="grid gap-1.5 pl-5 list-disc marker:text-accent-ink">
            {attempt.feedback.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      <Voicing text={attempt.expected} voices={voices} />
      {actions && <div className="flex flex-wrap gap-2.5 border-t border-line pt-5">{actions}</div>}
    </Card>
  );
}

function Verdict({ result, fresh }: { result: Schema<"Attempt">; fresh: boolean }) {
  const focused = useFocused<HTMLHeadingElement>(fresh);
  const t = useTranslations("read.result");
  const format = useFormat();
  const step = scoreStep(result.accuracy);
  const Icon = result.correct ? CircleCheck : RotateCcw;
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
      <CardTitle
        ref={focused}
        tabIndex={-1}
        className={cn("flex items-center gap-2.5 text-xl", result.correct ? "text-good" : "text-warn")}
      >
        <Icon aria-hidden className="size-6" />
        {result.correct ? t("correct") : t("notYet")}
      </CardTitle>
      <p className="flex items-baseline gap-2.5">
        <span className="text-sm text-ink-soft">{t("accuracy")}</span>
        <span data-tabular className="font-serif text-2xl font-semibold tracking-tight">
          {format.integer(result.accuracy)}
        </span>
        <span className="text-sm text-ink-soft">{t("outOf")}</span>
        <ScoreGlyph step={step} className="self-center" />
      </p>
    </div>
  );
}

/** Whether what was heard says nothing that the marked words do not. */
function sameWords(result: Schema<"Attempt">): boolean {
  return result.words.every(({ state }) => state === "right");
}

export function ResultActions({ onAgain, onNext }: { onAgain: () => void; onNext: () => void }) {
  const t = useTranslations("read.result");
  return (
    <>
      <Button look="primary" icon={<ArrowRight aria-hidden className="size-4.5" />} onClick={onNext}>
        {t("next")}
      </Button>
      <Button icon={<RotateCcw aria-hidden className="size-4.5" />} onClick={onAgain}>
        {t("again")}
      </Button>
    </>
  );
}

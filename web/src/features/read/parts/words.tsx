import { Ban, Check, EqualApproximately, Plus, Repeat2, X, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";

import type { Schema } from "@/lib/api";
import { cn } from "@/lib/util/cn";

type Word = Schema<"AttemptWord">;
type State = Schema<"WordState">;

/** Each state has a line of its own, so that colour is never the only difference. */
const LOOKS: Record<State, { Icon: LucideIcon; tone: string; line: string }> = {
  right: { Icon: Check, tone: "text-ink", line: "" },
  close: {
    Icon: EqualApproximately,
    tone: "text-score-2",
    line: "underline decoration-dotted decoration-2 underline-offset-6",
  },
  changed: {
    Icon: X,
    tone: "text-bad",
    line: "underline decoration-wavy decoration-2 underline-offset-6",
  },
  left_out: { Icon: Ban, tone: "text-bad", line: "line-through decoration-2" },
  added: { Icon: Plus, tone: "text-note", line: "italic" },
  repeated: { Icon: Repeat2, tone: "text-note", line: "italic" },
};

/** The sentence with each word marked by how it was read, and below a word what was heard instead. Press one for more. */
export function Words({
  words,
  language,
  chosen,
  onChoose,
}: {
  words: readonly Word[];
  language: string;
  chosen: number | null;
  onChoose: (index: number | null) => void;
}) {
  const t = useTranslations("read");
  return (
    <div className="grid gap-3">
      <p className="text-sm text-ink-soft">{t("result.wordsHint")}</p>
      <ul className="flex flex-wrap items-start gap-x-1 gap-y-2">
        {words.map((word, index) => (
          <li key={index}>
            <WordButton
              word={word}
              language={language}
              pressed={chosen === index}
              onPress={() => onChoose(chosen === index ? null : index)}
            />
          </li>
        ))}
      </ul>
      <Legend states={new Set(words.map(({ state }) => state))} />
    </div>
  );
}

function WordButton({
  word,
  language,
  pressed,
  onPress,
}: {
  word: Word;
  language: string;
  pressed: boolean;
  onPress: () => void;
}) {
  const t = useTranslations("read");
  const { Icon, tone, line } = LOOKS[word.state];
  const text = word.expected ?? word.heard?.text ?? "";
  const instead = word.state === "close" || word.state === "changed" ? word.heard?.text : undefined;
  return (
    <button
      type="button"
      aria-expanded={pressed}
      onClick={onPress}
      className={cn(
        "grid min-h-11 min-w-11 content-start justify-items-center rounded-sm px-1.5 py-1 text-center hover:bg-sunk",
        pressed && "bg-sunk outline outline-2 outline-line-strong",
      )}
    >
      <span lang={language} className={cn("font-serif text-xl font-semibold", tone, line)}>
        {text}
      </span>
      {word.state !== "right" && (
        <span className={cn("mt-1.5 flex items-center gap-1 text-xs font-medium", tone)}>
          <Icon aria-hidden className="size-3.5 shrink-0" />
          <span className="sr-only">{t(`state.${word.state}`)}</span>
          {instead && <span lang={language}>{instead}</span>}
        </span>
      )}
    </button>
  );
}

/** What the marks mean: those that are there. */
function Legend({ states }: { states: ReadonlySet<State> }) {
  const t = useTranslations("read.state");
  const shown = (["close", "changed", "left_out", "added", "repeated"] as const).filter((state) =>
    states.has(state),
  );
  if (shown.length === 0) return null;
  return (
    <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
      {shown.map((state) => {
        const { Icon, tone } = LOOKS[state];
        return (
          <li key={state} className="flex items-center gap-1">
            <Icon className={cn("size-3.5", tone)} />
            {t(state)}
          </li>
        );
      })}
    </ul>
  );
}

import { memo, useSyncExternalStore } from "react";
import type { useTranslations } from "use-intl";

import { MarkGlyph } from "@/components/charts";
import type { MarkKind, Marks, WordMark } from "@/components/charts/marks";
import { useServerWords, type Said } from "@/components/server-words";
import type { Schema } from "@/lib/api";
import type { Format } from "@/lib/i18n/use-format";
import { cn } from "@/lib/util/cn";
import type { Store } from "@/lib/util/store";

import type { Line } from "./lines";

/** Each kind has a line of its own under the word, beside its shape. */
const LINES: Record<WordMark, string> = {
  filler: "decoration-dotted decoration-chart-3",
  slip: "decoration-wavy decoration-bad",
  repeat: "decoration-double decoration-chart-1",
  weak: "decoration-dashed decoration-chart-5",
  doubtful: "decoration-solid decoration-line-strong",
};

/** How texts and numbers are written. Made once for all lines: hundreds of words come and go while one scrolls. */
export interface Say {
  t: ReturnType<typeof useTranslations<"report.transcript">>;
  format: Format;
}

export interface LineViewProps {
  say: Say;
  line: Line;
  words: readonly Schema<"Word">[];
  marks: Marks;
  shown: ReadonlySet<MarkKind>;
  /** The word that is heard now. */
  current: Store<number>;
  /** The word of this line that the arrow keys stand at, or −1. */
  active: number;
  /** The marked word of this line that is explained, or −1. */
  explained: number;
  onWord: (word: number) => void;
  onLine: (line: Line) => void;
}

/** One line: when it was said, its words, and what a marked word of it is about. */
export const LineView = memo(function LineView(props: LineViewProps) {
  const { say, line, words, marks, shown, current, active, explained, onWord, onLine } = props;
  const { t, format } = say;
  // Draws this line anew only when the word comes, goes, or moves within it.
  const now = useSyncExternalStore(current.subscribe, () => within(line, current.get()));
  const indices = Array.from({ length: line.end - line.first }, (_, at) => line.first + at);
  return (
    <div className="grid grid-cols-[3.5rem_1fr] gap-x-2 px-2 py-1.5 sm:px-4">
      <button
        type="button"
        aria-label={t("from", { time: format.clock(line.start) })}
        onClick={() => onLine(line)}
        data-tabular
        className="min-h-8 self-start rounded-xs px-1 text-right text-xs text-ink-faint hover:text-ink"
      >
        {format.clock(line.start)}
      </button>
      <div>
        <p className="leading-loose">
          {indices.map((index) => (
            <Piece
              key={index}
              say={say}
              index={index}
              text={words[index]?.text ?? ""}
              marks={marks}
              shown={shown}
              heard={index === now}
              tab={index === active}
              onWord={onWord}
            />
          ))}
        </p>
        {explained >= 0 && <Explanation say={say} marks={marks} word={explained} />}
      </div>
    </div>
  );
});

const within = (line: Line, word: number) => (word >= line.first && word < line.end ? word : -1);

interface PieceProps {
  say: Say;
  index: number;
  text: string;
  marks: Marks;
  shown: ReadonlySet<MarkKind>;
  heard: boolean;
  tab: boolean;
  onWord: (word: number) => void;
}

/** A word with what stands before it: a long silence, a filler that only the sound has. */
const Piece = memo(function Piece({ say, index, text, marks, shown, heard, tab, onWord }: PieceProps) {
  const { t, format } = say;
  const found = marks.word(index);
  const mark = found && shown.has(found) ? found : undefined;
  const finding = marks.finding(index);
  // The shape stands once before all words of a finding.
  const begins = mark && !(finding && marks.finding(index - 1) === finding);
  const pause = shown.has("pause") ? marks.pauseBefore(index) : undefined;
  const sounds = shown.has("filler") ? marks.soundsBefore(index) : [];
  return (
    <>
      {pause && (
        <span className="mx-0.5 inline-flex items-center gap-1 rounded-xs bg-sunk px-1.5 text-xs whitespace-nowrap text-ink-soft">
          <MarkGlyph kind="pause" />
          {t(pause.place === "inside" ? "pauseInside" : "pause", {
            seconds: format.decimal(pause.span.end - pause.span.start),
          })}
        </span>
      )}
      {sounds.map(({ span }) => (
        <span
          key={span.start}
          className="mx-0.5 inline-flex items-center gap-1 rounded-xs bg-sunk px-1.5 text-xs text-ink-soft"
        >
          <MarkGlyph kind="filler" />
          {t("sound")}
        </span>
      ))}{" "}
      <button
        type="button"
        data-word={index}
        tabIndex={tab ? 0 : -1}
        aria-current={heard || undefined}
        onClick={() => onWord(index)}
        className={cn(
          "rounded-xs px-px text-left hover:bg-sunk",
          mark && "underline decoration-2 underline-offset-4",
          mark && LINES[mark],
          heard && "bg-accent-soft outline-2 outline-accent",
        )}
      >
        {begins && <MarkGlyph kind={mark} className="mr-0.5" />}
        {text}
        {begins && <span className="sr-only">, {t(`mark.${mark}`)}</span>}
      </button>
    </>
  );
});

function Explanation({ say: { t }, marks, word }: { say: Say; marks: Marks; word: number }) {
  const { sentence } = useServerWords();
  const mark = marks.word(word);
  const finding = marks.finding(word);
  if (!mark) return null;
  const about: Said = finding ? sentence(finding.message) : { text: t(`about.${mark}`) };
  return (
    <div role="status" className="mt-1 mb-2 grid gap-0.5 rounded-sm bg-sunk px-3 py-2 text-sm">
      <p className="flex items-center gap-1.5 font-semibold">
        <MarkGlyph kind={mark} />
        {t(`mark.${mark}`)}
        {finding && <q className="font-normal">{finding.text}</q>}
      </p>
      <p lang={about.lang} className="text-ink-soft">
        {about.text}
      </p>
      {finding?.suggestion && (
        <p>
          {t("instead")} <strong className="font-semibold">{finding.suggestion}</strong>
        </p>
      )}
    </div>
  );
}

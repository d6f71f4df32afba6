import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTranslations } from "use-intl";

import { MARK_KINDS, type MarkKind, type Marks, wordAt } from "@/components/charts/marks";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n";
import { createStore } from "@/lib/util/store";

import type { Sound } from "../use-sound";
import { Filters } from "./filters";
import { stepFrom } from "./keys";
import { LineView } from "./line-view";
import { type Line, lineAt, linesOf, markedLines } from "./lines";

/** What a page can do with a transcript from outside. */
export interface TranscriptHandle {
  /** Brings the words at a moment into sight, whether the transcript follows or not. */
  reveal: (seconds: number) => void;
}

/** What was said, in step with the sound. Only the lines in sight are in the page: an hour scrolls like a minute. */
export function Transcript({
  transcript,
  marks,
  sound,
  ref,
}: {
  transcript: Schema<"Transcript">;
  marks: Marks;
  sound: Sound;
  ref?: Ref<TranscriptHandle>;
}) {
  const t = useTranslations("report.transcript");
  const format = useFormat();
  const say = useMemo(() => ({ t, format }), [t, format]);
  const { words, language } = transcript;
  const all = useMemo(() => linesOf(transcript), [transcript]);
  const counts = useMemo(() => marks.counts(), [marks]);
  const [shown, setShown] = useState<ReadonlySet<MarkKind>>(() => new Set(MARK_KINDS));
  const [only, setOnly] = useState(false);
  const lines = useMemo(() => (only ? markedLines(all, marks, shown) : all), [only, all, marks, shown]);
  const [following, setFollowing] = useState(true);
  const [active, setActive] = useState(0);
  const [explained, setExplained] = useState(-1);
  const [current] = useState(() => createStore(-1));
  const scroller = useRef<HTMLDivElement>(null);

  // eslint-disable-next-line react-hooks/incompatible-library -- nothing of it is kept by memo
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 64,
    getItemKey: (index) => lines[index]?.first ?? index,
    overscan: 6,
  });
  const show = useCallback(
    (word: number, align: "auto" | "center" = "auto") => {
      const at = lineAt(lines, word);
      if (at >= 0) virtual.scrollToIndex(at, { align });
    },
    [lines, virtual],
  );

  const { place, hear } = sound;
  useEffect(() => {
    let last = -1;
    return place.subscribe(() => {
      const word = wordAt(words, place.get());
      current.set(word);
      const at = lineAt(lines, word);
      if (!following || at === last) return;
      last = at;
      show(word);
    });
  }, [place, words, lines, current, following, show]);
  useImperativeHandle(
    ref,
    () => ({ reveal: (seconds) => show(Math.max(0, wordAt(words, seconds + 0.01)), "center") }),
    [show, words],
  );

  const onWord = useCallback(
    (word: number) => {
      setActive(word);
      setExplained(marks.word(word) ? word : -1);
      hear(words[word]?.span.start ?? 0);
    },
    [hear, marks, words],
  );
  const onLine = useCallback((line: Line) => hear(line.start), [hear]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset["word"] === undefined) return;
    const to = stepFrom(active, event.key, lines);
    if (to === null) return;
    event.preventDefault();
    setActive(to);
    show(to);
    // The line may be drawn only after it was scrolled to.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        scroller.current?.querySelector<HTMLElement>(`[data-word="${to}"]`)?.focus(),
      ),
    );
  };

  const rows = virtual.getVirtualItems();
  const reachable = rows.some(({ index }) => contains(lines[index], active))
    ? active
    : (lines[rows[0]?.index ?? 0]?.first ?? 0);
  return (
    <div className="grid gap-3">
      <Filters
        counts={counts}
        shown={shown}
        onShown={setShown}
        only={only}
        onOnly={setOnly}
        following={following}
        onFollowing={setFollowing}
      />
      <p className="text-sm text-ink-faint">{t("hint")}</p>
      {lines.length === 0 && <p className="text-ink-soft">{t("noneMarked")}</p>}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys come up from its words */}
      <div
        ref={scroller}
        role="group"
        aria-label={t("title")}
        onKeyDown={onKeyDown}
        onWheel={() => setFollowing(false)}
        onTouchMove={() => setFollowing(false)}
        className="h-[min(32rem,70dvh)] overflow-y-auto rounded-sm border border-line bg-raised py-2"
        hidden={lines.length === 0}
      >
        <div lang={language} className="relative" style={{ height: virtual.getTotalSize() }}>
          {rows.map(({ index, key, start }) => {
            const line = lines[index];
            return (
              line && (
                <div
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <LineView
                    say={say}
                    line={line}
                    words={words}
                    marks={marks}
                    shown={shown}
                    current={current}
                    active={contains(line, reachable) ? reachable : -1}
                    explained={contains(line, explained) ? explained : -1}
                    onWord={onWord}
                    onLine={onLine}
                  />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

const contains = (line: Line | undefined, word: number) =>
  line !== undefined && word >= line.first && word < line.end;

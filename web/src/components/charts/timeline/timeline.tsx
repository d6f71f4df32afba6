import {
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useState,
  type ReactNode,
} from "react";

import { clock, decimal, fill } from "../format";
import { ChartButton } from "../controls";
import { DetailCache, type LoadDetail } from "./detail";
import { Engine } from "./engine";
import { type Act, actOf } from "./keys";
import type { TimelineLabels } from "./labels";
import { layOut } from "./layout";
import { type Lane, type TimelineData, lanesOf, modelOf } from "./model";
import { type PitchUnit } from "./scales";
import { perform } from "./perform";
import { TimelineMap } from "./timeline-map";
import { TimelineTable } from "./timeline-table";
import { LaneToggles, TimelineTools } from "./timeline-tools";
import type { Span, Subscribe } from "../types";
import { useGestures } from "./use-gestures";
import { around, whole } from "./viewport";

/** What a page can do with a timeline from outside, such as from a list of moments. */
export interface TimelineHandle {
  /** Shows the stretch with some room around it. */
  reveal: (span: Span) => void;
  /** Shows and selects it; `null` selects nothing. */
  select: (span: Span | null) => void;
  /** Shows the whole recording. */
  showAll: () => void;
}

export interface TimelineProps extends TimelineData {
  labels: TimelineLabels;
  locale: string;
  /** Tells the place of playback as often as it moves; the timeline follows without rendering. */
  subscribeTime?: Subscribe<number>;
  /** Go there and hear it: a click, a tap, Enter. */
  onSeek?: (seconds: number) => void;
  /** A stretch was selected, or none any more. */
  onSelect?: (span: Span | null) => void;
  /** Loads finer tracks where the screen shows more than the data has. */
  loadDetail?: LoadDetail;
  /** Lanes that are hidden to begin with. */
  hiddenLanes?: readonly Lane[];
  /** Buttons for what can be done with a selected stretch, such as “play” or “make a clip”. */
  selectionActions?: (span: Span) => ReactNode;
  ref?: Ref<TimelineHandle>;
}

const NOTHING: readonly Lane[] = [];

/** Waveform, pitch, loudness, pace, pauses and findings of a recording over one time axis. */
export function Timeline({ ref, hiddenLanes = NOTHING, selectionActions, ...props }: TimelineProps) {
  const { labels, locale, seconds, subscribeTime, onSeek, onSelect, loadDetail } = props;
  const { waveform, pitch, intensity, voice, words, pauses, marks } = props;
  const [engine, setEngine] = useState<Engine | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<Lane>>(() => new Set(hiddenLanes));
  const [unit, setUnit] = useState<PitchUnit>("hertz");
  const [selecting, setSelecting] = useState(false);
  const [following, setFollowing] = useState(true);
  const [table, setTable] = useState(false);
  const [selection, setSelection] = useState<Span | null>(null);
  const keysId = useId();

  const model = useMemo(
    () => modelOf({ seconds, waveform, pitch, intensity, voice, words, pauses, marks }, unit),
    [seconds, waveform, pitch, intensity, voice, words, pauses, marks, unit],
  );
  const there = useMemo(() => lanesOf(model), [model]);
  const attach = useCallback((root: HTMLElement | null) => {
    if (!root) return;
    const made = new Engine(root);
    setEngine(made);
    return () => {
      made.dispose();
      setEngine(null);
    };
  }, []);

  const detail = useMemo(
    () => (loadDetail && engine ? new DetailCache(loadDetail, model.seconds, engine.refresh) : null),
    [loadDetail, engine, model],
  );
  useEffect(() => {
    const lanes = there.filter((lane) => !hidden.has(lane));
    const layout = layOut(lanes, model.rows.length, engine?.rem ?? 16);
    engine?.show({ model, layout, labels, locale, unit, detail });
  }, [engine, model, there, hidden, labels, locale, unit, detail]);
  useEffect(() => engine?.follows(following), [engine, following]);
  useEffect(
    () => (engine ? subscribeTime?.((time) => engine.setTime(time)) : undefined),
    [engine, subscribeTime],
  );

  const choose = useCallback(
    (span: Span | null, done = true) => {
      engine?.setSelection(span);
      if (!done) return;
      setSelection(span);
      onSelect?.(span);
    },
    [engine, onSelect],
  );
  useGestures(engine, selecting, onSeek, choose);
  useImperativeHandle(
    ref,
    () => ({
      reveal: (span) => engine?.setView(around(span.start, span.end, seconds)),
      select: (span) => {
        if (span) engine?.setView(around(span.start, span.end, seconds));
        choose(span);
      },
      showAll: () => engine?.setView(whole(seconds)),
    }),
    [engine, choose, seconds],
  );

  const act = (what: Act) => engine && perform(engine, model, what, { selection, choose, onSeek });
  const toggle = (lane: Lane) =>
    setHidden((before) => {
      const after = new Set(before);
      if (!after.delete(lane)) after.add(lane);
      return after;
    });

  return (
    <section aria-label={labels.title} className="flex min-w-0 flex-col gap-3">
      <TimelineTools
        labels={labels}
        onZoom={(factor) => engine?.zoom(factor)}
        onAll={() => engine?.setView(whole(seconds))}
        selecting={selecting}
        onSelecting={setSelecting}
        following={following}
        onFollowing={subscribeTime && setFollowing}
        semitones={unit === "semitones"}
        onSemitones={model.tracks.pitch && ((on) => setUnit(on ? "semitones" : "hertz"))}
        table={table}
        onTable={setTable}
      />
      <div ref={attach} className="flex min-w-0 flex-col gap-1">
        <p
          data-part="readout"
          data-tabular
          aria-hidden="true"
          className="min-h-10 text-sm text-ink-soft sm:min-h-6"
        >
          {clock(0, locale)}
        </p>
        {/* The slider is the drawing: keys move through it, and its value is what is to be read there. */}
        <div
          data-part="stage"
          role="slider"
          tabIndex={0}
          aria-label={labels.moment}
          aria-describedby={keysId}
          aria-orientation="horizontal"
          aria-valuemin={0}
          aria-valuemax={seconds}
          aria-valuenow={0}
          onFocus={engine?.say}
          onBlur={() => engine?.setCursor(null)}
          onKeyDown={(event) => {
            const what = actOf(event);
            if (!what) return;
            if (what.do === "clear" && selection === null) return;
            event.preventDefault();
            act(what);
          }}
          className={`relative touch-pan-y overflow-hidden rounded-sm border border-line bg-sheet select-none ${selecting ? "cursor-text" : "cursor-crosshair"}`}
        >
          <canvas data-part="canvas" aria-hidden="true" className="block w-full" />
          <div
            data-part="selection"
            className="pointer-events-none invisible absolute inset-y-0 left-0 border-x-2 border-focus bg-focus/15"
          />
          <div
            data-part="cursor"
            className="pointer-events-none invisible absolute inset-y-0 left-0 w-px bg-ink-soft"
          />
          <div
            data-part="playhead"
            className="pointer-events-none invisible absolute inset-y-0 -left-px w-0.5 bg-accent before:absolute before:top-0 before:-left-1 before:size-2.5 before:rounded-full before:bg-accent"
          />
        </div>
        <TimelineMap engine={engine} seconds={seconds} />
      </div>
      <LaneToggles labels={labels} lanes={there} hidden={hidden} onToggle={toggle} rows={model.rows} />
      <p id={keysId} className="sr-only">
        {labels.keys}
      </p>
      {selection && (
        <div role="group" aria-label={labels.select} className="flex flex-wrap items-center gap-2">
          <p data-tabular className="text-sm">
            {fill(labels.selected, {
              from: clock(selection.start, locale, 1),
              to: clock(selection.end, locale, 1),
              length: fill(labels.seconds, { value: decimal(selection.end - selection.start, locale, 1) }),
            })}
          </p>
          {selectionActions?.(selection)}
          <ChartButton onClick={() => engine?.setView(around(selection.start, selection.end, seconds))}>
            {labels.zoomToSelection}
          </ChartButton>
          <ChartButton onClick={() => choose(null)}>{labels.clearSelection}</ChartButton>
        </div>
      )}
      {table && engine && (
        <TimelineTable
          engine={engine}
          model={model}
          labels={labels}
          locale={locale}
          unit={unit}
          onSeek={onSeek}
        />
      )}
    </section>
  );
}

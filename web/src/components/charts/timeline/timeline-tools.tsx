import { Maximize2, Minus, Plus } from "lucide-react";

import { ChartButton, ChartToggle } from "../controls";
import { MarkGlyph } from "../glyphs";
import type { TimelineLabels } from "./labels";
import type { Lane, Model } from "./model";

interface ToolsProps {
  labels: TimelineLabels;
  onZoom: (factor: number) => void;
  onAll: () => void;
  selecting: boolean;
  onSelecting: (on: boolean) => void;
  following: boolean;
  /** Absent where nothing is played. */
  onFollowing: ((on: boolean) => void) | undefined;
  semitones: boolean;
  /** Absent where there is no pitch. */
  onSemitones: ((on: boolean) => void) | undefined;
  table: boolean;
  onTable: (on: boolean) => void;
}

const FACTOR = 1.8;

/** Zoom, and what dragging and playback do. */
export function TimelineTools({ labels, ...tools }: ToolsProps) {
  return (
    // On a phone one row that scrolls sideways, so that the drawing is not pushed out of sight.
    <div className="-m-1 flex gap-2 overflow-x-auto p-1 *:shrink-0 sm:flex-wrap">
      <ChartButton
        aria-label={labels.zoomOut}
        title={labels.zoomOut}
        onClick={() => tools.onZoom(1 / FACTOR)}
      >
        <Minus aria-hidden="true" className="size-4" />
      </ChartButton>
      <ChartButton aria-label={labels.zoomIn} title={labels.zoomIn} onClick={() => tools.onZoom(FACTOR)}>
        <Plus aria-hidden="true" className="size-4" />
      </ChartButton>
      <ChartButton onClick={tools.onAll}>
        <Maximize2 aria-hidden="true" className="size-4" />
        {labels.showAll}
      </ChartButton>
      <ChartToggle pressed={tools.selecting} onToggle={tools.onSelecting}>
        {labels.select}
      </ChartToggle>
      {tools.onFollowing && (
        <ChartToggle pressed={tools.following} onToggle={tools.onFollowing}>
          {labels.follow}
        </ChartToggle>
      )}
      {tools.onSemitones && (
        <ChartToggle pressed={tools.semitones} onToggle={tools.onSemitones}>
          {labels.inSemitones}
        </ChartToggle>
      )}
      <ChartToggle pressed={tools.table} onToggle={tools.onTable}>
        {labels.asTable}
      </ChartToggle>
    </div>
  );
}

interface LanesProps {
  labels: TimelineLabels;
  lanes: readonly Lane[];
  hidden: ReadonlySet<Lane>;
  onToggle: (lane: Lane) => void;
  rows: Model["rows"];
}

/** Which lanes are shown; below, what the shapes in the findings' lane mean. */
export function LaneToggles({ labels, lanes, hidden, onToggle, rows }: LanesProps) {
  const findings = lanes.includes("findings") && !hidden.has("findings");
  return (
    <div className="flex flex-col gap-2">
      <div
        role="group"
        aria-label={labels.lanesShown}
        className="-m-1 flex gap-2 overflow-x-auto p-1 *:shrink-0 sm:flex-wrap"
      >
        {lanes.map((lane) => (
          <ChartToggle key={lane} pressed={!hidden.has(lane)} onToggle={() => onToggle(lane)}>
            {labels.lanes[lane]}
          </ChartToggle>
        ))}
      </div>
      {findings && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
          {rows.map(({ kind }) => (
            <li key={kind} className="inline-flex items-center gap-1.5">
              <MarkGlyph kind={kind} />
              {labels.marks[kind]}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

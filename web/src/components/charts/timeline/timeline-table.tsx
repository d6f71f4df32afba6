import { useSyncExternalStore } from "react";

import { clock, decimal, fill, signed, spokenTime } from "../format";
import { nameOf } from "./describe";
import type { Engine } from "./engine";
import type { TimelineLabels } from "./labels";
import type { Model } from "./model";
import { type PitchUnit, semitones } from "./scales";
import { rowStep, tabulate } from "./table";

interface TableProps {
  engine: Engine;
  model: Model;
  labels: TimelineLabels;
  locale: string;
  unit: PitchUnit;
  onSeek: ((seconds: number) => void) | undefined;
}

/** What the drawing shows, in rows. It covers the same stretch: zooming makes the rows finer. */
export function TimelineTable({ engine, model, labels, locale, unit, onSeek }: TableProps) {
  const view = useSyncExternalStore(engine.subscribe, engine.view);
  const step = rowStep(view);
  const rows = tabulate(model, engine.tracks(), view, step);
  const decimals = step < 1 ? 1 : 0;
  const value = (number: number | null, label: string) =>
    number === null ? labels.nothing : fill(label, { value: decimal(number, locale) });
  const pitch = (hz: number | null) =>
    hz === null || unit === "hertz"
      ? value(hz, labels.hertz)
      : fill(labels.semitones, { value: signed(semitones(hz, model.median), locale, 1) });
  const cell = "border-t border-line px-3 py-2 align-top";
  const columns = [
    { there: model.tracks.pitch, name: labels.lanes.pitch },
    { there: model.tracks.intensity, name: labels.lanes.intensity },
    { there: !model.pace.empty, name: labels.lanes.pace },
    { there: true, name: labels.silence },
    { there: true, name: labels.lanes.findings },
  ].filter(({ there }) => there);
  return (
    <div
      role="region"
      aria-label={labels.asTable}
      // Wider than a phone: it scrolls by itself, and must be reached by keys for that.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className="max-h-[32rem] overflow-auto rounded-sm border border-line"
    >
      <table className="w-full min-w-max border-collapse text-left text-sm">
        <caption className="px-3 py-2 text-left text-ink-soft">
          {fill(labels.tableCaption, {
            from: clock(view.from, locale, decimals),
            to: clock(Math.min(view.to, model.seconds), locale, decimals),
            step: spokenTime(step, locale, decimals),
          })}
        </caption>
        <thead className="sticky top-0 bg-raised">
          <tr>
            <th scope="col" className="px-3 py-2">
              {labels.time}
            </th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className="px-3 py-2">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.from}>
              <th scope="row" className="border-t border-line p-0 align-top font-normal">
                {onSeek ? (
                  <button
                    type="button"
                    onClick={() => onSeek(row.from)}
                    className="min-h-11 w-full px-3 text-left text-accent-ink underline underline-offset-4"
                  >
                    {clock(row.from, locale, decimals)}
                  </button>
                ) : (
                  <span className="block px-3 py-2">{clock(row.from, locale, decimals)}</span>
                )}
              </th>
              {model.tracks.pitch && <td className={cell}>{pitch(row.pitch)}</td>}
              {model.tracks.intensity && <td className={cell}>{value(row.intensity, labels.decibels)}</td>}
              {!model.pace.empty && <td className={cell}>{value(row.pace, labels.wordsPerMinute)}</td>}
              <td className={cell}>
                {row.silence > 0.05
                  ? fill(labels.seconds, { value: decimal(row.silence, locale, 1) })
                  : labels.nothing}
              </td>
              <td className={`${cell} max-w-72 whitespace-normal`}>
                {row.marks.map((mark) => nameOf(mark, labels, locale)).join("; ") || labels.nothing}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

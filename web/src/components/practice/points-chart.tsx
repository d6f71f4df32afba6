import type { ReactNode } from "react";

import { useFormat } from "@/lib/i18n/use-format";
import { cn } from "@/lib/util/cn";

import { Table, Td, Th } from "../ui/table";

/** One value of 0 to 100, with its interval where it has one. */
export type ChartPoint = {
  key: string;
  /** What it is of, such as a date; the first and the last stand below the chart. */
  label: string;
  /** The same in the table of numbers, where more can be said or linked. */
  row?: ReactNode;
  value: number;
  low?: number;
  high?: number;
};

const MARKS = [0, 25, 50, 75, 100];
/** Room above and below, so that a mark at 0 or 100 is whole; in percent. */
const EDGE = 5;

const y = (value: number) => `${EDGE + (1 - Math.min(100, Math.max(0, value)) / 100) * (100 - 2 * EDGE)}%`;

/**
 * Values of 0 to 100, one after the other, evenly spaced: with whiskers for their intervals, and all numbers in a table
 * below for whoever wants or needs them.
 */
export function PointsChart({
  title,
  points,
  head,
  numbers,
  large = false,
}: {
  title: string;
  points: readonly ChartPoint[];
  /** The table's columns: what a point is of, its value, and its interval where there are any. */
  head: { label: string; value: string; interval?: string };
  /** What the fold with the table is called. */
  numbers: string;
  large?: boolean;
}) {
  const x = (index: number) => (points.length === 1 ? "50%" : `${3 + (index / (points.length - 1)) * 94}%`);
  const [first, last] = [points[0], points.at(-1)];
  return (
    <figure aria-label={title} className="grid gap-1">
      <div className="grid grid-cols-[1.75rem_1fr] gap-x-1.5">
        <div aria-hidden className="relative text-xs text-ink-faint" data-tabular>
          {[0, 50, 100].map((mark) => (
            <span
              key={mark}
              className="absolute right-0 -translate-y-1/2 leading-tight"
              style={{ top: y(mark) }}
            >
              {mark}
            </span>
          ))}
        </div>
        <svg aria-hidden className={cn("w-full overflow-visible text-chart-1", large ? "h-44" : "h-28")}>
          {MARKS.map((mark) => (
            <line key={mark} x1="0" x2="100%" y1={y(mark)} y2={y(mark)} className="stroke-chart-grid" />
          ))}
          {points.slice(1).map((point, index) => (
            <line
              key={point.key}
              x1={x(index)}
              y1={y(points[index]?.value ?? 0)}
              x2={x(index + 1)}
              y2={y(point.value)}
              className="stroke-current"
              strokeWidth="1.5"
            />
          ))}
          {points.map((point, index) => (
            <Mark key={point.key} point={point} at={x(index)} large={large} />
          ))}
        </svg>
        <span />
        <div aria-hidden className="flex justify-between gap-4 text-xs text-ink-faint">
          <span>{first?.label}</span>
          {points.length > 1 && <span>{last?.label}</span>}
        </div>
      </div>
      <Numbers title={title} points={points} head={head} numbers={numbers} />
    </figure>
  );
}

function Mark({ point, at, large }: { point: ChartPoint; at: string; large: boolean }) {
  const { value, low, high } = point;
  return (
    <g>
      {low !== undefined && high !== undefined && (
        <>
          <line
            x1={at}
            x2={at}
            y1={y(low)}
            y2={y(high)}
            className="stroke-current opacity-60"
            strokeWidth="2"
          />
          {[low, high].map((end, index) => (
            <svg key={index} x={at} y={y(end)} className="overflow-visible">
              <line x1="-4" x2="4" y1="0" y2="0" className="stroke-current opacity-60" strokeWidth="2" />
            </svg>
          ))}
        </>
      )}
      <circle
        cx={at}
        cy={y(value)}
        r={large ? 5 : 4}
        className="fill-current stroke-sheet"
        strokeWidth="1.5"
      />
    </g>
  );
}

function Numbers({
  title,
  points,
  head,
  numbers,
}: {
  title: string;
  points: readonly ChartPoint[];
  head: { label: string; value: string; interval?: string };
  numbers: string;
}) {
  const format = useFormat();
  return (
    <details className="text-sm">
      <summary className="min-h-11 w-fit rounded-sm py-2.5 text-ink-soft hover:text-ink">{numbers}</summary>
      <Table
        caption={title}
        head={
          <>
            <Th>{head.label}</Th>
            <Th numeric>{head.value}</Th>
            {head.interval && <Th numeric>{head.interval}</Th>}
          </>
        }
      >
        {points.map((point) => (
          <tr key={point.key}>
            <Td>{point.row ?? point.label}</Td>
            <Td numeric>{format.integer(point.value)}</Td>
            {head.interval && (
              <Td numeric>
                {point.low !== undefined && point.high !== undefined
                  ? `${format.integer(point.low)}–${format.integer(point.high)}`
                  : "–"}
              </Td>
            )}
          </tr>
        ))}
      </Table>
    </details>
  );
}

import { useTranslations } from "use-intl";

import { useFormat } from "@/lib/i18n/use-format";
import { scoreStep, type ScoreStep } from "@/lib/util/score-step";
import { cn } from "@/lib/util/cn";

const TEXT: Record<ScoreStep, string> = {
  1: "text-score-1",
  2: "text-score-2",
  3: "text-score-3",
  4: "text-score-4",
  5: "text-score-5",
};

/** A step of the score scale as a shape: one to five bars of a rising row are filled. Says nothing by colour alone. */
export function ScoreGlyph({ step, className }: { step: ScoreStep; className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 22 16" className={cn("h-4 w-5.5 shrink-0", TEXT[step], className)}>
      {[1, 2, 3, 4, 5].map((bar) => (
        <rect
          key={bar}
          x={(bar - 1) * 4.5 + 0.5}
          y={13 - bar * 2.4}
          width="3"
          height={2.5 + bar * 2.4}
          rx="1"
          className={bar <= step ? "fill-current" : "fill-none stroke-line-strong"}
          strokeWidth="0.8"
        />
      ))}
    </svg>
  );
}

/**
 * A score of 0 to 100 with its interval: the number, the band's name, and on a ruled line the band from low to high with
 * whiskers and a mark at the value. The same in words for screen readers.
 */
export function ScoreMeter({
  label,
  value,
  low,
  high,
  level = 0.8,
  band,
  size = "md",
  className,
}: {
  label: string;
  value: number;
  low: number;
  high: number;
  level?: number;
  band: string;
  size?: "md" | "lg";
  className?: string;
}) {
  const t = useTranslations("ui");
  const format = useFormat();
  const step = scoreStep(value);
  const within = (number: number) => Math.min(100, Math.max(0, number));
  const [from, to, at] = [within(low), within(high), within(value)];
  const words = t("score.words", {
    label,
    value: format.integer(value),
    band,
    low: format.integer(low),
    high: format.integer(high),
    level: format.percent(level),
  });
  return (
    <div className={cn("grid gap-1.5", className)}>
      <div className="flex items-baseline justify-between gap-3" aria-hidden>
        <span className={size === "lg" ? "text-base font-semibold" : "text-sm font-semibold"}>{label}</span>
        <span className="flex items-baseline gap-2">
          <span className={cn("text-sm font-semibold", TEXT[step])}>{band}</span>
          <ScoreGlyph step={step} className="self-center" />
          <span
            data-tabular
            className={cn(
              "min-w-8 text-right font-serif font-semibold tracking-tight",
              size === "lg" ? "text-3xl" : "text-xl",
            )}
          >
            {format.integer(value)}
          </span>
        </span>
      </div>
      <svg
        role="img"
        aria-label={words}
        className={cn("w-full overflow-visible", size === "lg" ? "h-7" : "h-5", TEXT[step])}
      >
        <line x1="0" x2="100%" y1="50%" y2="50%" className="stroke-line-strong" strokeWidth="1" />
        {[0, 25, 50, 75, 100].map((mark) => (
          <line
            key={mark}
            x1={`${mark}%`}
            x2={`${mark}%`}
            y1="38%"
            y2="62%"
            className="stroke-line-strong"
            strokeWidth="1"
          />
        ))}
        <rect
          x={`${from}%`}
          width={`${Math.max(0.5, to - from)}%`}
          y="25%"
          height="50%"
          rx="3"
          className="fill-current opacity-30"
        />
        {[from, to].map((end, index) => (
          <line
            key={index}
            x1={`${end}%`}
            x2={`${end}%`}
            y1="14%"
            y2="86%"
            className="stroke-current"
            strokeWidth="1.5"
          />
        ))}
        <circle
          cx={`${at}%`}
          cy="50%"
          r={size === "lg" ? 7 : 5}
          className="fill-current stroke-sheet"
          strokeWidth="2"
        />
      </svg>
    </div>
  );
}

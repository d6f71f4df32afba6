/** One shape a kind, so that colour is never the only difference. Drawn on canvases and in the page from the same paths. */
import type { MarkKind } from "./marks";
import type { Role } from "./theme";

/** Paths on a field of 12 by 12. */
export const GLYPHS: Record<MarkKind, string> = {
  filler: "M6 1a5 5 0 1 0 0 10a5 5 0 1 0 0-10z",
  slip: "M6 .8 11.6 10.8H.4z",
  repeat: "M1 1h4v10H1zM7 1h4v10H7z",
  weak: "M6 .2 11.8 6 6 11.8.2 6z",
  doubtful: "M6 .8a5.2 5.2 0 1 0 0 10.4a5.2 5.2 0 1 0 0-10.4zM6 3a3 3 0 1 1 0 6a3 3 0 1 1 0-6z",
  pause: "M.5 4h11v4H.5z",
};

/** The colour of each kind on a canvas … */
export const MARK_ROLES: Record<MarkKind, Role> = {
  filler: "ochre",
  slip: "bad",
  repeat: "wave",
  weak: "pace",
  doubtful: "inkSoft",
  pause: "intensity",
};

/** … and in the page. */
export const MARK_COLOURS: Record<MarkKind, string> = {
  filler: "text-chart-3",
  slip: "text-bad",
  repeat: "text-chart-1",
  weak: "text-chart-5",
  doubtful: "text-ink-soft",
  pause: "text-chart-4",
};

/** A kind's shape beside its name. */
export function MarkGlyph({ kind, className = "" }: { kind: MarkKind; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={`inline-block size-[0.7em] shrink-0 ${MARK_COLOURS[kind]} ${className}`}
    >
      <path d={GLYPHS[kind]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}

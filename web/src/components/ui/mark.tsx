import { cn } from "@/lib/util/cn";

/** The mark: a voice, drawn as five strokes that hang from a line and make a V; the deepest is lit. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={cn("size-8", className)}>
      <g className="stroke-current" strokeWidth="3" strokeLinecap="round">
        <line x1="4" y1="6" x2="4" y2="9" />
        <line x1="10" y1="6" x2="10" y2="17" />
        <line x1="22" y1="6" x2="22" y2="17" />
        <line x1="28" y1="6" x2="28" y2="9" />
      </g>
      <line x1="16" y1="6" x2="16" y2="26" className="stroke-accent" strokeWidth="3" strokeLinecap="round" />
    </svg>
  );
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2.5", className)}>
      <Mark />
      <span className="font-serif text-xl font-semibold tracking-tight">Vivavoce</span>
    </span>
  );
}

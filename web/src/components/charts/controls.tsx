/** The small controls that several charts share. All are at least 44 px in both directions. */
import type { ComponentProps, ReactNode } from "react";

const base =
  "inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-sm border px-3 text-sm font-medium transition-colors disabled:opacity-50 disabled:cursor-default";

/** A button with a short text, or an icon with its name in `aria-label`. */
export function ChartButton({ className = "", ...rest }: ComponentProps<"button">) {
  return (
    <button
      type="button"
      className={`${base} border-line-strong bg-raised text-ink enabled:hover:bg-sunk ${className}`}
      {...rest}
    />
  );
}

interface ToggleProps {
  pressed: boolean;
  onToggle: (pressed: boolean) => void;
  children: ReactNode;
  disabled?: boolean;
}

/** Something that is on or off. On is told by the tick and the border, not by colour alone. */
export function ChartToggle({ pressed, onToggle, children, disabled = false }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      disabled={disabled}
      onClick={() => onToggle(!pressed)}
      className={`${base} ${pressed ? "border-line-strong bg-raised text-ink" : "border-dashed border-line-strong bg-transparent text-ink-faint"} enabled:hover:bg-sunk`}
    >
      <svg viewBox="0 0 12 12" aria-hidden="true" className="size-3 shrink-0">
        {pressed ? (
          <path d="M1.5 6.5 4.5 9.5 10.5 2.5" fill="none" stroke="currentColor" strokeWidth="2" />
        ) : (
          <rect
            x="1.5"
            y="1.5"
            width="9"
            height="9"
            rx="2"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.2"
          />
        )}
      </svg>
      {children}
    </button>
  );
}

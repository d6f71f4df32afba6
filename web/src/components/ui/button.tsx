import { Slot } from "radix-ui";
import { LoaderCircle } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "@/lib/util/cn";

const LOOKS = {
  /** The one thing to do here; once a page. */
  primary: "bg-accent text-on-accent hover:bg-accent-hover border border-transparent",
  secondary: "bg-sheet text-ink border border-line-strong hover:bg-sunk",
  quiet: "text-ink border border-transparent hover:bg-sunk",
  danger: "bg-sheet text-bad border border-bad hover:bg-bad-soft",
} as const;

const SIZES = {
  md: "min-h-11 px-4 text-sm gap-2",
  lg: "min-h-13 px-6 text-base gap-2.5",
} as const;

export type ButtonProps = ComponentProps<"button"> & {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
  /** Work is under way: a second press does nothing, and the focus stays. */
  busy?: boolean;
  icon?: ReactNode;
  /** Gives its look to its only child, such as a `Link`. */
  asChild?: boolean;
};

export function buttonClasses(
  look: keyof typeof LOOKS = "secondary",
  size: keyof typeof SIZES = "md",
): string {
  return cn(
    "inline-flex items-center justify-center rounded-sm font-semibold leading-tight text-center transition-colors select-none",
    "disabled:opacity-55 disabled:cursor-not-allowed aria-disabled:opacity-55",
    LOOKS[look],
    SIZES[size],
  );
}

export function Button({
  look = "secondary",
  size = "md",
  busy = false,
  icon,
  asChild,
  className,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const classes = cn(buttonClasses(look, size), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type}
      className={classes}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
      {...rest}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4.5 animate-spin" /> : icon}
      {children}
    </button>
  );
}

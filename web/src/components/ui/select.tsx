import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

import { cn } from "@/lib/util/cn";

import { useFieldProps } from "./field";

/** The browser's own list: every phone and every screen reader has a good one. Children are `<option>`s. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <div className="relative">
      <select
        {...rest}
        {...useFieldProps(rest)}
        className={cn(
          "w-full min-h-11 appearance-none rounded-sm border border-line-strong bg-raised py-2 pl-3 pr-10 text-base text-ink",
          "aria-invalid:border-bad disabled:bg-sunk disabled:text-ink-soft",
          className,
        )}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute right-3 top-1/2 size-4.5 -translate-y-1/2 text-ink-soft"
      />
    </div>
  );
}

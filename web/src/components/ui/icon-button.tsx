import type { ComponentProps, ReactNode } from "react";

import { cn } from "@/lib/util/cn";

import { Tooltip } from "./tooltip";

/** A button that is only an icon; its label is read out, and shown on hover and focus. */
export function IconButton({
  label,
  children,
  className,
  tooltip = true,
  ...rest
}: Omit<ComponentProps<"button">, "aria-label"> & { label: string; children: ReactNode; tooltip?: boolean }) {
  const button = (
    <button
      type="button"
      aria-label={label}
      className={cn(
        "inline-flex size-11 items-center justify-center rounded-sm text-ink-soft transition-colors hover:bg-sunk hover:text-ink disabled:opacity-55 [&_svg]:size-5",
        className,
      )}
      {...rest}
    >
      {children}
    </button>
  );
  return tooltip ? <Tooltip text={label}>{button}</Tooltip> : button;
}

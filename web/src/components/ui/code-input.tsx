import type { ComponentProps } from "react";

import { cn } from "@/lib/util/cn";

import { Input } from "./input";

/**
 * The six digits of an authenticator app: one box, so that pasting, filling in and screen readers work as everywhere.
 * Goes in a `Field`.
 */
export function CodeInput({
  value,
  onChange,
  onComplete,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "value" | "onChange" | "type"> & {
  value: string;
  onChange: (code: string) => void;
  /** All six are there. */
  onComplete?: (code: string) => void;
}) {
  return (
    <Input
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[0-9]{6}"
      maxLength={7}
      {...rest}
      value={value}
      onChange={(event) => {
        const code = event.target.value.replace(/\D/g, "").slice(0, 6);
        onChange(code);
        if (code.length === 6 && value.length < 6) onComplete?.(code);
      }}
      className={cn("max-w-44 font-mono text-xl tracking-[0.3em]", className)}
    />
  );
}

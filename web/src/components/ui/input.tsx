import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import { useTranslations } from "use-intl";

import { cn } from "@/lib/util/cn";

import { useFieldProps } from "./field";

const CONTROL =
  "w-full min-h-11 rounded-sm border border-line-strong bg-raised px-3 py-2 text-base text-ink placeholder:text-ink-faint " +
  "aria-invalid:border-bad aria-invalid:outline aria-invalid:outline-1 aria-invalid:outline-bad disabled:bg-sunk disabled:text-ink-soft " +
  "focus-visible:outline-3 focus-visible:outline-focus focus-visible:outline-offset-1";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} {...useFieldProps(rest)} className={cn(CONTROL, className)} />;
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea {...rest} rows={rows} {...useFieldProps(rest)} className={cn(CONTROL, "resize-y", className)} />
  );
}

/** A password that can be looked at while it is typed. */
export function PasswordInput({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  const t = useTranslations("ui");
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <div className="relative">
      <input
        {...rest}
        {...useFieldProps(rest)}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        spellCheck={false}
        className={cn(CONTROL, "pr-12", className)}
      />
      <button
        type="button"
        aria-label={t("showPassword")}
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-sm text-ink-soft hover:text-ink"
      >
        <Icon aria-hidden className="size-5" />
      </button>
    </div>
  );
}

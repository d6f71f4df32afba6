import { CircleAlert } from "lucide-react";
import { createContext, useContext, useId, useMemo, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import { cn } from "@/lib/util/cn";

type FieldIds = { id: string; describedBy: string | undefined; invalid: boolean };

const FieldContext = createContext<FieldIds | null>(null);

/** What ties a control to its label, hint and error. */
export function useField(): FieldIds | null {
  return useContext(FieldContext);
}

/** What a control inside a `Field` carries. */
export function useFieldProps(own: { id?: string | undefined; "aria-describedby"?: string | undefined }) {
  const field = useField();
  return {
    id: own.id ?? field?.id,
    "aria-describedby": own["aria-describedby"] ?? field?.describedBy,
    "aria-invalid": field?.invalid ? true : undefined,
  };
}

/** A control with its label above, and below what helps: a hint, or what is wrong and how to mend it. */
export function Field({
  label,
  hint,
  error,
  optional = false,
  children,
  className,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  children: ReactNode;
  className?: string;
}) {
  const t = useTranslations("ui");
  const id = useId();
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [errorId, hintId].filter(Boolean).join(" ") || undefined;
  const invalid = Boolean(error);
  const ids = useMemo(() => ({ id, describedBy, invalid }), [id, describedBy, invalid]);
  return (
    <FieldContext value={ids}>
      <div className={cn("grid gap-1.5", className)}>
        <label htmlFor={id} className="text-sm font-semibold text-ink">
          {label}
          {optional && <span className="font-normal text-ink-faint"> ({t("optional")})</span>}
        </label>
        {children}
        {error && (
          <p id={errorId} className="flex gap-1.5 text-sm text-bad">
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span>{error}</span>
          </p>
        )}
        {hint && (
          <p id={hintId} className="text-sm text-ink-soft">
            {hint}
          </p>
        )}
      </div>
    </FieldContext>
  );
}

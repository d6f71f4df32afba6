import type { ReactNode } from "react";

/** A number with what it is of. Inside a `<dl>`. */
export function Stat({
  label,
  value,
  unit,
  note,
}: {
  label: ReactNode;
  value: ReactNode;
  unit?: ReactNode;
  note?: ReactNode;
}) {
  return (
    <div className="grid content-start gap-0.5">
      <dt className="text-sm text-ink-soft">{label}</dt>
      <dd>
        <span data-tabular className="font-serif text-2xl font-semibold tracking-tight">
          {value}
        </span>
        {unit && <span className="ml-1.5 text-sm text-ink-soft">{unit}</span>}
        {note && <span className="block text-sm text-ink-faint">{note}</span>}
      </dd>
    </div>
  );
}

import { Check } from "lucide-react";
import { RadioGroup, Checkbox as RadixCheckbox, Switch as RadixSwitch } from "radix-ui";
import { useId, type ReactNode } from "react";

import { cn } from "@/lib/util/cn";

/** Yes or no, before something is sent. The label is part of the target. */
export function Checkbox({
  checked,
  onChange,
  label,
  hint,
  error,
  name,
  required,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  name?: string;
  required?: boolean;
}) {
  const id = useId();
  const describedBy = hint || error ? `${id}-more` : undefined;
  return (
    <div className="flex gap-3">
      <RadixCheckbox.Root
        id={id}
        name={name}
        required={required}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        aria-describedby={describedBy}
        aria-invalid={error ? true : undefined}
        className={cn(
          "relative mt-0.5 size-6 shrink-0 rounded-xs border border-line-strong bg-raised data-[state=checked]:border-accent data-[state=checked]:bg-accent aria-invalid:border-bad",
          "after:absolute after:-inset-2.5",
        )}
      >
        <RadixCheckbox.Indicator className="flex items-center justify-center text-on-accent">
          <Check aria-hidden className="size-4.5" strokeWidth={3} />
        </RadixCheckbox.Indicator>
      </RadixCheckbox.Root>
      <div className="grid gap-0.5">
        <label htmlFor={id} className="text-base">
          {label}
        </label>
        {(hint ?? error) && (
          <p id={describedBy} className={cn("text-sm", error ? "text-bad" : "text-ink-soft")}>
            {error ?? hint}
          </p>
        )}
      </div>
    </div>
  );
}

/** On or off, at once. */
export function Switch({
  checked,
  onChange,
  label,
  hint,
  disabled,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <div className="flex items-start justify-between gap-4">
      <div className="grid gap-0.5">
        <label htmlFor={id} className="text-base font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-ink-soft">
            {hint}
          </p>
        )}
      </div>
      <RadixSwitch.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={cn(
          "relative h-7 w-12 shrink-0 rounded-full border border-line-strong bg-sunk transition-colors disabled:opacity-55",
          "data-[state=checked]:border-accent data-[state=checked]:bg-accent after:absolute after:-inset-2",
        )}
      >
        <RadixSwitch.Thumb className="flex size-5.5 translate-x-0.5 items-center justify-center rounded-full bg-raised shadow-sm outline outline-1 outline-line-strong transition-transform data-[state=checked]:translate-x-5.5">
          <Check
            aria-hidden
            className={cn("size-3.5 text-accent-ink", !checked && "invisible")}
            strokeWidth={3}
          />
        </RadixSwitch.Thumb>
      </RadixSwitch.Root>
    </div>
  );
}

export type Choice<V extends string> = {
  value: V;
  label: ReactNode;
  hint?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
};

/** One of a few, each with a sentence on what it means. */
export function RadioCards<V extends string>({
  legend,
  value,
  onChange,
  choices,
  columns = 1,
}: {
  legend: ReactNode;
  value: V | null;
  onChange: (value: V) => void;
  choices: readonly Choice<V>[];
  columns?: 1 | 2 | 3;
}) {
  const id = useId();
  return (
    <div className="grid gap-2">
      <p id={id} className="text-sm font-semibold">
        {legend}
      </p>
      <RadioGroup.Root
        value={value}
        onValueChange={(next) => onChange(next as V)}
        aria-labelledby={id}
        className={cn("grid gap-2.5", columns === 2 && "sm:grid-cols-2", columns === 3 && "sm:grid-cols-3")}
      >
        {choices.map((choice) => (
          <RadioGroup.Item
            key={choice.value}
            value={choice.value}
            disabled={choice.disabled ?? false}
            className="group flex min-h-11 items-start gap-3 rounded-md border border-line-strong bg-raised px-4 py-3 text-left transition-colors hover:bg-sheet disabled:opacity-55 data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft data-[state=checked]:outline data-[state=checked]:outline-1 data-[state=checked]:outline-accent"
          >
            <span
              aria-hidden
              className="mt-1 flex size-5 shrink-0 items-center justify-center rounded-full border border-line-strong bg-raised group-data-[state=checked]:border-accent"
            >
              <span className="size-2.5 scale-0 rounded-full bg-accent transition-transform group-data-[state=checked]:scale-100" />
            </span>
            <span className="grid gap-0.5">
              <span className="flex items-center gap-2 font-semibold [&_svg]:size-4.5">
                {choice.icon}
                {choice.label}
              </span>
              {choice.hint && <span className="text-sm text-ink-soft">{choice.hint}</span>}
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}

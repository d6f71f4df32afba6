import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactElement, ReactNode } from "react";

const ITEM =
  "flex min-h-11 cursor-default items-center gap-2.5 rounded-xs px-3 text-sm outline-none data-[highlighted]:bg-accent-soft data-[disabled]:opacity-55 [&_svg]:size-4.5";

/** What else can be done, behind a button. */
export function Menu({
  trigger,
  children,
  align = "end",
  side = "bottom",
}: {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "end";
  side?: "top" | "bottom" | "right";
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-[70dvh] min-w-56 max-w-80 overflow-y-auto rounded-md border border-line bg-raised p-1.5 shadow-lg animate-rise"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function MenuItem({
  children,
  icon,
  onSelect,
  danger = false,
  disabled = false,
  asChild = false,
}: {
  children: ReactNode;
  icon?: ReactNode;
  onSelect?: () => void;
  danger?: boolean;
  disabled?: boolean;
  asChild?: boolean;
}) {
  return (
    <DropdownMenu.Item
      asChild={asChild}
      disabled={disabled}
      {...(onSelect ? { onSelect } : {})}
      className={danger ? `${ITEM} text-bad` : ITEM}
    >
      {asChild ? (
        children
      ) : (
        <>
          {icon}
          {children}
        </>
      )}
    </DropdownMenu.Item>
  );
}

/** One of a few, with a tick at the chosen one. */
export function MenuChoices<V extends string>({
  label,
  value,
  onChange,
  choices,
}: {
  label: ReactNode;
  value: V;
  onChange: (value: V) => void;
  choices: readonly { value: V; label: ReactNode; note?: ReactNode; lang?: string }[];
}) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as V)}>
      <MenuLabel>{label}</MenuLabel>
      {choices.map((choice) => (
        <DropdownMenu.RadioItem key={choice.value} value={choice.value} className={ITEM} lang={choice.lang}>
          <span className="w-4.5">
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden />
            </DropdownMenu.ItemIndicator>
          </span>
          <span className="grow">{choice.label}</span>
          {choice.note && <span className="text-xs text-ink-faint">{choice.note}</span>}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <DropdownMenu.Label className="px-3 pb-1 pt-2 text-xs font-semibold text-ink-faint">
      {children}
    </DropdownMenu.Label>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1.5 h-px bg-line" />;
}

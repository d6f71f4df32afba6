import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { cn } from "@/lib/util/cn";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  /** False when it must be answered: no cross, no click beside it. */
  dismissable?: boolean;
};

const OVERLAY = "fixed inset-0 z-40 bg-[rgb(20_16_8/0.5)] animate-fade";

/** Asks for something before the page goes on. Small and in the middle; from below on a phone. */
export function Dialog(props: DialogProps) {
  return (
    <Surface
      {...props}
      className="inset-x-0 bottom-0 rounded-t-lg sm:inset-auto sm:left-1/2 sm:top-1/2 sm:w-[min(30rem,calc(100vw-2rem))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-lg"
    />
  );
}

/** More on something, beside the page; from below on a phone. */
export function Sheet(props: DialogProps) {
  return (
    <Surface
      {...props}
      className="inset-x-0 bottom-0 rounded-t-lg sm:inset-y-0 sm:left-auto sm:right-0 sm:w-[min(32rem,100vw)] sm:rounded-l-lg sm:rounded-tr-none sm:max-h-none"
    />
  );
}

function Surface({
  open,
  onOpenChange,
  title,
  description,
  children,
  actions,
  dismissable = true,
  className,
}: DialogProps & { className: string }) {
  const t = useTranslations("ui");
  const hold = (event: Event) => {
    if (!dismissable) event.preventDefault();
  };
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY} />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onEscapeKeyDown={hold}
          onInteractOutside={hold}
          className={cn(
            "fixed z-50 flex max-h-[92dvh] flex-col overflow-hidden border border-line bg-sheet shadow-lg animate-rise",
            className,
          )}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-5 sm:px-6">
            <div className="grid gap-1">
              <Radix.Title className="font-serif text-xl font-semibold tracking-tight">{title}</Radix.Title>
              {description && (
                <Radix.Description className="text-sm text-ink-soft">{description}</Radix.Description>
              )}
            </div>
            {dismissable && (
              <Radix.Close
                aria-label={t("close")}
                className="-mr-2 -mt-2 inline-flex size-11 shrink-0 items-center justify-center rounded-sm text-ink-soft hover:bg-sunk hover:text-ink"
              >
                <X aria-hidden className="size-5" />
              </Radix.Close>
            )}
          </div>
          <div className="grow overflow-y-auto px-5 py-4 sm:px-6">{children}</div>
          {actions && (
            <div className="flex flex-col-reverse gap-2.5 border-t border-line px-5 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end sm:px-6">
              {actions}
            </div>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

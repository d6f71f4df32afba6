import { CircleAlert, CircleCheck, Info, X } from "lucide-react";
import { useTranslations } from "use-intl";

import { dismissToast, toastStore } from "@/lib/toast";
import { useStore } from "@/lib/util/store";

const ICONS = {
  good: <CircleCheck aria-hidden className="text-good" />,
  bad: <CircleAlert aria-hidden className="text-bad" />,
  note: <Info aria-hidden className="text-note" />,
};

/** Where `toast()` speaks. Always there, so that screen readers follow it. */
export function Toaster() {
  const t = useTranslations("ui");
  const toasts = useStore(toastStore);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(4.75rem+env(safe-area-inset-bottom))] z-60 grid justify-items-center gap-2 px-4 md:bottom-6"
    >
      {toasts.map((one) => (
        <div
          key={one.id}
          className="pointer-events-auto flex w-full max-w-md items-center gap-3 rounded-md border border-line bg-raised py-1.5 pl-4 pr-1.5 text-sm shadow-lg animate-rise [&>svg]:size-5 [&>svg]:shrink-0"
        >
          {ICONS[one.kind]}
          <span className="grow py-1.5">{one.text}</span>
          {one.action && (
            <button
              type="button"
              className="min-h-11 rounded-sm px-3 font-semibold text-accent-ink hover:bg-sunk"
              onClick={() => {
                one.action?.run();
                dismissToast(one.id);
              }}
            >
              {one.action.label}
            </button>
          )}
          <button
            type="button"
            aria-label={t("dismiss")}
            className="inline-flex size-11 shrink-0 items-center justify-center rounded-sm text-ink-soft hover:bg-sunk"
            onClick={() => dismissToast(one.id)}
          >
            <X aria-hidden className="size-4.5" />
          </button>
        </div>
      ))}
    </div>
  );
}

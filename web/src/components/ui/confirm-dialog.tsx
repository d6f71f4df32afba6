import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { Button } from "./button";
import { Dialog } from "./dialog";

/** Asks before something that cannot be undone; the button says what it does. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirm,
  onConfirm,
  busy = false,
  danger = true,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  children: ReactNode;
  confirm: ReactNode;
  onConfirm: () => void;
  busy?: boolean;
  danger?: boolean;
}) {
  const t = useTranslations("ui");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      actions={
        <>
          <Button look="quiet" onClick={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button look={danger ? "danger" : "primary"} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="grid gap-3 text-base text-ink-soft">{children}</div>
    </Dialog>
  );
}

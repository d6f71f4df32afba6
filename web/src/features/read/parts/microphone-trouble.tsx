import { useTranslations } from "use-intl";

import { Button, Notice } from "@/components/ui";
import type { MicrophoneStatus } from "@/lib/capture/microphone";
import type { RecorderStatus } from "@/lib/capture/recorder";

const MICROPHONE = ["refused", "missing", "busy", "lost", "unsupported", "insecure"] as const;

type Trouble = (typeof MICROPHONE)[number] | "short" | "broken";

/** What stands in the way of recording, if anything. */
export function troubleOf(microphone: MicrophoneStatus, recorder: RecorderStatus): Trouble | null {
  if (recorder === "too-short") return "short";
  if (recorder === "failed") return "broken";
  return MICROPHONE.find((status) => status === microphone) ?? null;
}

/** Troubles that another try can only meet again, or where the button for it stands below anyhow. */
const NO_BUTTON: readonly Trouble[] = ["unsupported", "insecure", "short"];

/** Why nothing was recorded, and what to do. */
export function MicrophoneTrouble({ trouble, onRetry }: { trouble: Trouble; onRetry: () => void }) {
  const t = useTranslations("read.trouble");
  return (
    <Notice
      kind={trouble === "short" ? "warn" : "bad"}
      live
      title={t(`${trouble}.title`)}
      action={NO_BUTTON.includes(trouble) ? undefined : <Button onClick={onRetry}>{t("again")}</Button>}
    >
      {t(`${trouble}.detail`)}
    </Notice>
  );
}

import { useTranslations } from "use-intl";

import { Button, Notice } from "@/components/ui";
import type { MicrophoneStatus } from "@/lib/capture/microphone";
import type { RecorderStatus } from "@/lib/capture/recorder";

const MICROPHONE = ["refused", "missing", "busy", "lost", "unsupported", "insecure"] as const;

export type Trouble = (typeof MICROPHONE)[number] | "too-short" | "failed";

/** What stands in the way of recording, if anything. */
export function troubleOf(microphone: MicrophoneStatus, recorder: RecorderStatus): Trouble | null {
  if (recorder === "too-short" || recorder === "failed") return recorder;
  return MICROPHONE.find((status) => status === microphone) ?? null;
}

/** Why nothing is recorded, and what to do. A file can be sent in any case. */
export function TroubleNotice({ trouble, onRetry }: { trouble: Trouble; onRetry: () => void }) {
  const t = useTranslations("talk.trouble");
  const forGood = trouble === "unsupported" || trouble === "insecure";
  return (
    <Notice
      kind={trouble === "too-short" ? "warn" : "bad"}
      live
      title={t(`${trouble}.title`)}
      action={forGood ? undefined : <Button onClick={onRetry}>{t("again")}</Button>}
    >
      {t(`${trouble}.detail`)}
    </Notice>
  );
}

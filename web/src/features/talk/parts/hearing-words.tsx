import { CircleCheck, Ear, TriangleAlert } from "lucide-react";
import { useTranslations } from "use-intl";

import type { UseLevel } from "@/lib/capture/use-level";

/** Whether the voice comes in well, in words; and what to do when it does not. */
export function HearingWords({ level, muted }: { level: UseLevel; muted: boolean }) {
  const t = useTranslations("talk.hearing");
  const what = muted
    ? "muted"
    : level.by === "failed"
      ? "failed"
      : level.by === "suspended"
        ? "suspended"
        : level.clipping
          ? "clipping"
          : level.judgement;
  const Icon = what === "good" ? CircleCheck : what === "listening" ? Ear : TriangleAlert;
  const tone = what === "good" ? "text-good" : what === "listening" ? "text-ink-soft" : "text-warn";
  return (
    <p role="status" className="flex items-start gap-2 text-sm">
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${tone}`} />
      <span>
        <span className="font-semibold">{t(`${what}.title`)}</span> {t(`${what}.detail`)}
      </span>
    </p>
  );
}

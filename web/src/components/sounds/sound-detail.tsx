import { UserRound } from "lucide-react";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n/use-format";

/** One sound: how well, how sure that is, what was heard, and one's own slice. */
export function SoundDetail({
  phone,
  onOwn,
}: {
  phone: Schema<"PronouncedPhone">;
  /** Plays one's own slice; without it there is nothing to play. */
  onOwn?: ((slice: Schema<"Span">) => void) | undefined;
}) {
  const t = useTranslations("ui.sounds");
  const format = useFormat();
  const heard = phone.heard[0];
  return (
    <div role="status" className="grid gap-2 rounded-md bg-sunk p-4 animate-rise">
      <p className="font-semibold">
        /{phone.ipa}/ <span className="font-mono text-sm text-ink-soft">{phone.arpabet}</span>
      </p>
      <p>
        {t("score", {
          score: format.integer(phone.score),
          low: format.integer(phone.low),
          high: format.integer(phone.high),
        })}{" "}
        {t(`state.${phone.state}`)}
        {phone.state === "other_sound" && heard && (
          <> {t("heard", { ipa: heard.ipa, share: format.percent(heard.probability) })}</>
        )}
      </p>
      {onOwn && phone.state !== "left_out" && (
        <div>
          <Button
            icon={<UserRound aria-hidden className="size-4.5" />}
            onClick={() => onOwn({ start: phone.start, end: phone.end })}
          >
            {t("own")}
          </Button>
        </div>
      )}
    </div>
  );
}

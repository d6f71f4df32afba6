import { Ban, EqualApproximately, X, type LucideIcon } from "lucide-react";
import { useTranslations } from "use-intl";

import type { Schema } from "@/lib/api";
import { cn } from "@/lib/util/cn";

type Phone = Schema<"PronouncedPhone">;

/** Each state has a line and a sign of its own, so that colour is never the only difference. */
const LOOKS: Record<Phone["state"], { Icon: LucideIcon | null; classes: string }> = {
  good: { Icon: null, classes: "text-ink" },
  accented: {
    Icon: EqualApproximately,
    classes: "text-score-2 underline decoration-dotted decoration-2 underline-offset-4",
  },
  other_sound: {
    Icon: X,
    classes: "text-bad underline decoration-wavy decoration-2 underline-offset-4",
  },
  left_out: { Icon: Ban, classes: "text-bad line-through decoration-2" },
};

/** A word of English with its sounds, each marked by how it was said. Press one for more. */
export function SoundWord({
  word,
  index,
  chosen,
  onChoose,
}: {
  word: Schema<"PronouncedWord">;
  index: number;
  chosen: string | null;
  onChoose: (key: string | null) => void;
}) {
  const t = useTranslations("ui.sounds");
  if (word.phones.length === 0) return null;
  return (
    <li className="grid gap-1">
      <span lang="en" className="px-1 text-sm font-semibold">
        {word.text}
        {word.guessed && <span className="font-normal text-ink-soft"> ({t("guessed")})</span>}
      </span>
      <div role="group" aria-label={t("of", { word: word.text })} className="flex flex-wrap">
        {word.phones.map((phone, at) => {
          const key = `${index}-${at}`;
          return (
            <Sound
              key={key}
              phone={phone}
              pressed={chosen === key}
              onPress={() => onChoose(chosen === key ? null : key)}
            />
          );
        })}
      </div>
    </li>
  );
}

function Sound({ phone, pressed, onPress }: { phone: Phone; pressed: boolean; onPress: () => void }) {
  const t = useTranslations("ui.sounds");
  const { Icon, classes } = LOOKS[phone.state];
  return (
    <button
      type="button"
      aria-expanded={pressed}
      aria-label={t("sound", { ipa: phone.ipa, state: t(`state.${phone.state}`) })}
      onClick={onPress}
      className={cn(
        "grid min-h-11 min-w-9 content-start justify-items-center rounded-sm px-1 py-1 hover:bg-sunk",
        pressed && "bg-sunk outline outline-2 outline-line-strong",
      )}
    >
      <span aria-hidden className={cn("text-lg", classes)}>
        {phone.ipa}
      </span>
      {Icon && <Icon aria-hidden className={cn("mt-1 size-3.5", classes)} />}
    </button>
  );
}

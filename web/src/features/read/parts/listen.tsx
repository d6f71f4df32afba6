import { Snail, Square, Volume2 } from "lucide-react";
import { useTranslations } from "use-intl";

import { Button } from "@/components/ui";
import { useLanguageName } from "@/lib/i18n/language-name";

import type { Voices } from "./use-voices";

const PLACE = "sentence";

/** The sentence by the browser's voice, as it is said or slowly; or why there is none. */
export function Listen({ text, language, voices }: { text: string; language: string; voices: Voices }) {
  const t = useTranslations("read.listen");
  const name = useLanguageName();
  if (voices.modelIs === "loading") return null;
  if (voices.modelIs !== "there") {
    return (
      <p className="text-sm text-ink-soft">
        {voices.modelIs === "no-voice" ? t("none", { language: name(language) }) : t("noVoices")}
      </p>
    );
  }
  const speaking = voices.playing?.place === PLACE;
  return (
    <div className="flex flex-wrap gap-2.5">
      <Button
        icon={
          speaking ? (
            <Square aria-hidden className="size-4.5 fill-current" />
          ) : (
            <Volume2 aria-hidden className="size-4.5" />
          )
        }
        onClick={() => (speaking ? voices.stop() : void voices.model(PLACE, text))}
      >
        {speaking ? t("stop") : t("play")}
      </Button>
      <Button
        look="quiet"
        icon={<Snail aria-hidden className="size-4.5" />}
        onClick={() => void voices.model(PLACE, text, "slow")}
      >
        {t("slow")}
      </Button>
    </div>
  );
}

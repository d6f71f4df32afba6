import { ListMusic, Square, UserRound, Volume2 } from "lucide-react";
import { useId } from "react";
import { useTranslations } from "use-intl";

import { Button, Spinner } from "@/components/ui";
import type { Schema } from "@/lib/api";

import type { Voices } from "./use-voices";

/** One's own voice and the model's, each alone or one after the other; all of the sentence, or one word of it. */
export function Voicing({
  text,
  span,
  voices,
  heading = true,
}: {
  text: string;
  /** Of one's own recording; all of it without. */
  span?: Schema<"Span">;
  voices: Voices;
  heading?: boolean;
}) {
  const t = useTranslations("read.voices");
  const place = useId();
  const playing = voices.playing?.place === place ? voices.playing.who : null;
  const own = voices.ownIs === "there";
  const model = voices.modelIs === "there";
  if (voices.ownIs === "nothing" && !model) return null;
  return (
    <div className="grid gap-2.5">
      {heading && <h3 className="text-sm font-semibold text-ink-soft">{t("title")}</h3>}
      <div className="flex flex-wrap gap-2.5">
        {own && (
          <Button
            icon={<PlayIcon on={playing === "own"} Icon={UserRound} />}
            onClick={() => (playing === "own" ? voices.stop() : void voices.own(place, span))}
          >
            {playing === "own" ? t("stop") : t("own")}
          </Button>
        )}
        {model && (
          <Button
            icon={<PlayIcon on={playing === "model"} Icon={Volume2} />}
            onClick={() => (playing === "model" ? voices.stop() : void voices.model(place, text))}
          >
            {playing === "model" ? t("stop") : t("model")}
          </Button>
        )}
        {own && model && (
          <Button
            look="quiet"
            icon={<ListMusic aria-hidden className="size-4.5" />}
            onClick={() => void voices.both(place, text, span)}
          >
            {t("both")}
          </Button>
        )}
      </div>
      {voices.ownIs === "loading" && <Spinner label={t("loading")} />}
      {voices.ownIs === "not-kept" && <p className="text-sm text-ink-soft">{t("notKept")}</p>}
      {voices.ownIs === "unplayable" && <p className="text-sm text-ink-soft">{t("unplayable")}</p>}
    </div>
  );
}

function PlayIcon({ on, Icon }: { on: boolean; Icon: typeof Volume2 }) {
  return on ? (
    <Square aria-hidden className="size-4.5 fill-current" />
  ) : (
    <Icon aria-hidden className="size-4.5" />
  );
}

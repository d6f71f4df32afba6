import { Play } from "lucide-react";
import { useTranslations } from "use-intl";

import { useServerWords } from "@/components/server-words";
import { Button, Card, CardTitle, ScoreMeter } from "@/components/ui";
import { scoreStep } from "@/lib/util/score-step";

import { useFocused } from "../use-focused";
import type { DrillSound } from "./order";

/** What a session will be about, and how each sound is made. */
export function Start({
  sounds,
  fresh,
  onBegin,
}: {
  sounds: readonly DrillSound[];
  /** It was asked for: it takes the focus. */
  fresh: boolean;
  onBegin: () => void;
}) {
  const t = useTranslations("read.drill");
  const focused = useFocused<HTMLHeadingElement>(fresh);
  return (
    <Card className="grid gap-6 sm:p-8" aria-labelledby="today">
      <div className="grid gap-1">
        <CardTitle id="today" ref={focused} tabIndex={-1}>
          {t("today")}
        </CardTitle>
        <p className="text-sm text-ink-soft">{t("lead")}</p>
      </div>
      <ul className="grid gap-6">
        {sounds.map((sound) => (
          <Sound key={sound.arpabet} sound={sound} />
        ))}
      </ul>
      <div>
        <Button look="primary" size="lg" icon={<Play aria-hidden className="size-5" />} onClick={onBegin}>
          {t("begin")}
        </Button>
      </div>
    </Card>
  );
}

function Sound({ sound }: { sound: DrillSound }) {
  const t = useTranslations("read.drill");
  const band = useTranslations("ui.score.band");
  const words = useServerWords();
  const { arpabet, ipa, score, low, high, instead } = sound;
  const how = words.sound(arpabet, instead?.arpabet ?? null, sound.advice);
  return (
    <li className="grid gap-2">
      <ScoreMeter
        label={instead ? t("soundLike", { ipa, other: instead.ipa }) : t("sound", { ipa })}
        value={score}
        low={low}
        high={high}
        band={band(`${scoreStep(score)}`)}
      />
      <p lang={how.lang} className="text-sm text-ink-soft">
        {how.text}
      </p>
    </li>
  );
}

import { useState } from "react";
import { useTranslations } from "use-intl";

import { useServerWords } from "@/components/server-words";
import { SoundAdvice, SoundDetail, SoundWord } from "@/components/sounds";
import { Notice, ScoreMeter } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { scoreStep } from "@/lib/util/score-step";

import type { Voices } from "./use-voices";

type Pronounced = Schema<"PronouncedBody">;

/** How each sound of an English sentence was said: pressed, one hears oneself and reads what was heard. */
export function Sounds({ pronounced, voices }: { pronounced: Pronounced; voices: Voices }) {
  const t = useTranslations("read.sounds");
  const [chosen, setChosen] = useState<string | null>(null);
  const { not_scored: refused, words, whole, advice } = pronounced;
  const server = useServerWords();
  const why = refused && server.refused(refused);
  const phones = new Map(
    words.flatMap(({ phones: all }, word) => all.map((phone, at) => [`${word}-${at}`, phone])),
  );
  const phone = chosen === null ? undefined : phones.get(chosen);
  return (
    <section className="grid gap-4" aria-labelledby="sounds">
      <h3 id="sounds" className="text-sm font-semibold text-ink-soft">
        {t("title")}
      </h3>
      {why && (
        <Notice kind="note" title={t("refused")}>
          <span lang={why.lang}>{why.text}</span>
        </Notice>
      )}
      {!refused && (
        <>
          {whole && <Whole whole={whole} />}
          <p className="text-sm text-ink-soft">{t("hint")}</p>
          <ul className="flex flex-wrap items-start gap-x-4 gap-y-3">
            {words.map((word, index) => (
              <SoundWord key={index} word={word} index={index} chosen={chosen} onChoose={setChosen} />
            ))}
          </ul>
          {phone && (
            <SoundDetail
              phone={phone}
              onOwn={voices.ownIs === "there" ? (slice) => void voices.own("sound", slice) : undefined}
            />
          )}
          <SoundAdvice advice={advice} />
          <p className="text-xs text-ink-faint">{t("limits", { scorer: pronounced.scorer })}</p>
        </>
      )}
    </section>
  );
}

const PARTS = ["total", "accuracy", "fluency", "prosody"] as const;

function Whole({ whole }: { whole: Schema<"PronouncedWhole"> }) {
  const t = useTranslations("read.sounds");
  const band = useTranslations("ui.score.band");
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      {PARTS.map((part) => (
        <ScoreMeter
          key={part}
          label={t(part)}
          value={whole[part].score}
          low={whole[part].low}
          high={whole[part].high}
          band={band(`${scoreStep(whole[part].score)}`)}
        />
      ))}
    </div>
  );
}

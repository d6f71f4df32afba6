import { Ban, EqualApproximately, UserRound, X, type LucideIcon } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { useServerWords } from "@/components/server-words";
import { Button, Notice, ScoreMeter } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { useFormat } from "@/lib/i18n/use-format";
import { scoreStep } from "@/lib/util/score-step";
import { cn } from "@/lib/util/cn";

import { SoundAdvice } from "./sound-advice";
import type { Voices } from "./use-voices";

type Pronounced = Schema<"PronouncedBody">;
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
              <Word key={index} word={word} index={index} chosen={chosen} onChoose={setChosen} />
            ))}
          </ul>
          {phone && <Detail phone={phone} voices={voices} />}
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

function Word({
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
  const t = useTranslations("read.sounds");
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
  const t = useTranslations("read.sounds");
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

/** One sound: how well, how sure that is, what was heard, and one's own slice. */
function Detail({ phone, voices }: { phone: Phone; voices: Voices }) {
  const t = useTranslations("read.sounds");
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
      {voices.ownIs === "there" && phone.state !== "left_out" && (
        <div>
          <Button
            icon={<UserRound aria-hidden className="size-4.5" />}
            onClick={() => void voices.own("sound", { start: phone.start, end: phone.end })}
          >
            {t("own")}
          </Button>
        </div>
      )}
    </div>
  );
}

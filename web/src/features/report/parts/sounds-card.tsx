import { useQuery } from "@tanstack/react-query";
import { AudioLines } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { useServerWords } from "@/components/server-words";
import { SoundAdvice, SoundDetail, SoundWord } from "@/components/sounds";
import { Button, Card, CardTitle, Notice, Skeleton } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { talkSoundsQuery } from "@/lib/api/queries";
import { useFormat } from "@/lib/i18n/use-format";

import { weakSounds, wordsOff } from "./weak-sounds";

type Pronounced = Schema<"PronouncedBody">;
type Jump = (span: Schema<"Span">) => void;

/** Words that are off at first sight. */
const SHOWN = 12;

/** How the sounds of a talk in English were said. */
export function SoundsCard({ session, onMoment }: { session: Schema<"SessionBody">; onMoment: Jump }) {
  const t = useTranslations("report.sounds");
  const sounds = useQuery(talkSoundsQuery(session.id));
  return (
    <Card className="grid min-w-0 gap-4" aria-labelledby="sounds">
      <CardTitle id="sounds">{t("title")}</CardTitle>
      {sounds.isPending && (
        <div role="status" aria-label={t("loading")}>
          <Skeleton className="h-40" />
        </div>
      )}
      {sounds.error && !sounds.data && (
        <ErrorState error={sounds.error} onRetry={() => void sounds.refetch()} />
      )}
      {sounds.data && <Found found={sounds.data} onMoment={onMoment} />}
    </Card>
  );
}

function Found({ found, onMoment }: { found: Pronounced; onMoment: Jump }) {
  const t = useTranslations("report.sounds");
  const server = useServerWords();
  const format = useFormat();
  const why = found.not_scored && server.refused(found.not_scored);
  if (why) {
    return (
      <Notice kind="note" title={t("refused")}>
        <span lang={why.lang}>{why.text}</span>
      </Notice>
    );
  }
  const { basis } = found;
  const weak = weakSounds(found.words);
  return (
    <>
      {basis && (
        <p className="text-sm text-ink-soft">
          {t("basis", {
            scored: format.integer(basis.words_scored),
            heard: format.integer(basis.words_heard),
            seconds: format.integer(basis.seconds_scored),
            of: format.integer(basis.seconds_heard),
          })}
        </p>
      )}
      {weak.length === 0 ? <p>{t("good")}</p> : <Weak sounds={weak} />}
      <SoundAdvice advice={found.advice} />
      <WordsOff words={wordsOff(found.words)} onMoment={onMoment} />
      {weak.length > 0 && (
        <div>
          <Button asChild>
            <Link to="/read/drill">{t("practise")}</Link>
          </Button>
        </div>
      )}
    </>
  );
}

function Weak({ sounds }: { sounds: ReturnType<typeof weakSounds> }) {
  const t = useTranslations("report.sounds");
  const format = useFormat();
  return (
    <div className="grid gap-2">
      <h3 className="text-sm font-semibold text-ink-soft">{t("weak")}</h3>
      <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {sounds.map(({ arpabet, ipa, score, off, times, heard }) => (
          <li key={arpabet} className="grid gap-0.5 rounded-md bg-sunk p-3">
            <p className="font-semibold">
              /{ipa}/ <span className="font-mono text-sm text-ink-soft">{arpabet}</span>
            </p>
            <p className="text-sm">
              {[
                t("mean", { score: format.integer(score) }),
                t("off", { off, times }),
                heard && t("heard", { ipa: heard }),
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function WordsOff({ words, onMoment }: { words: readonly Schema<"PronouncedWord">[]; onMoment: Jump }) {
  const t = useTranslations("report.sounds");
  const format = useFormat();
  const [chosen, setChosen] = useState<string | null>(null);
  if (words.length === 0) return null;
  const shown = words.slice(0, SHOWN);
  const [word, phone] = (chosen ?? "").split("-").map(Number);
  const detail = chosen === null ? undefined : shown[word ?? -1]?.phones[phone ?? -1];
  return (
    <div className="grid gap-2">
      <h3 className="text-sm font-semibold text-ink-soft">{t("words")}</h3>
      <p className="text-sm text-ink-soft">{t("hint")}</p>
      <ul className="flex flex-wrap items-start gap-x-6 gap-y-3">
        {shown.map((one, index) => (
          <li key={index} className="flex items-start gap-1">
            {one.start != null && one.end != null && (
              <button
                type="button"
                aria-label={t("hear", { word: one.text, at: format.clock(Math.floor(one.start)) })}
                onClick={() => onMoment({ start: one.start ?? 0, end: one.end ?? 0 })}
                className="grid size-11 place-items-center rounded-full hover:bg-sunk"
              >
                <AudioLines aria-hidden className="size-4 text-accent-ink" />
              </button>
            )}
            <ul>
              <SoundWord word={one} index={index} chosen={chosen} onChoose={setChosen} />
            </ul>
          </li>
        ))}
      </ul>
      {detail && <SoundDetail phone={detail} onOwn={onMoment} />}
    </div>
  );
}

import { Shuffle } from "lucide-react";
import { useTranslations } from "use-intl";

import { Badge, Button, Card } from "@/components/ui";
import { useLanguageName } from "@/lib/i18n/language-name";

import { Listen } from "./listen";
import type { Sentence } from "./sentence";
import { useFocused } from "./use-focused";
import type { Voices } from "./use-voices";

/** The sentence to read, what it means, and how it sounds. */
export function SentenceCard({
  sentence,
  note,
  voices,
  onAnother,
  busy,
  fresh,
}: {
  sentence: Sentence;
  /** Where it comes from, where that is worth a word. */
  note: string | null;
  voices: Voices;
  onAnother: () => void;
  busy: boolean;
  /** It was asked for: it takes the focus. */
  fresh: boolean;
}) {
  const t = useTranslations("read.sentence");
  const name = useLanguageName();
  const focused = useFocused<HTMLParagraphElement>(fresh);
  const { text, language, level, translation } = sentence;
  return (
    <Card aria-labelledby="sentence" className="grid gap-5 sm:p-8">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="sentence" className="sr-only">
          {t("title")}
        </h2>
        <Badge>{level ? `${name(language)} · ${level}` : name(language)}</Badge>
        {note && <Badge tone="note">{note}</Badge>}
      </div>
      <div className="grid gap-2">
        <p
          ref={focused}
          tabIndex={-1}
          lang={language}
          className="font-serif text-2xl font-semibold tracking-tight text-balance"
        >
          {text}
        </p>
        {translation && (
          <p className="text-ink-soft">
            <span className="sr-only">{t("means")}: </span>
            <span lang={translation.language ?? undefined}>{translation.text}</span>
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-2.5">
        <Listen text={text} language={language} voices={voices} />
        <Button
          look="quiet"
          busy={busy}
          icon={<Shuffle aria-hidden className="size-4.5" />}
          onClick={onAnother}
        >
          {t("another")}
        </Button>
      </div>
    </Card>
  );
}

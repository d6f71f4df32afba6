import { X } from "lucide-react";
import { useTranslations } from "use-intl";

import { IconButton } from "@/components/ui";
import type { Schema } from "@/lib/api";

import type { Voices } from "./use-voices";
import { Voicing } from "./voicing";

/** One word: what was heard for it, and how it sounds from oneself and from the model. */
export function WordDetail({
  word,
  language,
  voices,
  onClose,
}: {
  word: Schema<"AttemptWord">;
  language: string;
  voices: Voices;
  onClose: () => void;
}) {
  const t = useTranslations("read.word");
  const text = word.expected ?? word.heard?.text ?? "";
  const { state, heard } = word;
  return (
    <section
      aria-label={t("title", { word: text })}
      className="grid gap-3 rounded-md bg-sunk p-4 animate-rise"
    >
      <div className="flex items-start justify-between gap-3">
        <div className="grid gap-0.5">
          <p lang={language} className="font-serif text-lg font-semibold">
            {text}
          </p>
          <p className="text-sm text-ink-soft">
            {state === "close" || state === "changed" ? t("heard", { heard: heard?.text ?? "" }) : t(state)}
          </p>
        </div>
        <IconButton label={t("close", { word: text })} onClick={onClose} className="-mr-2 -mt-2">
          <X aria-hidden />
        </IconButton>
      </div>
      <Voicing
        text={text}
        voices={heard ? voices : { ...voices, ownIs: "nothing" }}
        heading={false}
        {...(heard ? { span: heard.span } : {})}
      />
      {heard?.timing === "estimated" && voices.ownIs === "there" && (
        <p className="text-sm text-ink-soft">{t("estimated")}</p>
      )}
    </section>
  );
}

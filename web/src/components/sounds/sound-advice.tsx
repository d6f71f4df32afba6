import { useTranslations } from "use-intl";

import { useServerWords } from "@/components/server-words";
import type { Schema } from "@/lib/api";

/** What to practise: how a sound is made, where it went wrong, and words that differ in it alone. */
export function SoundAdvice({ advice }: { advice: readonly Schema<"PronouncedAdvice">[] }) {
  const t = useTranslations("ui.sounds");
  const words = useServerWords();
  if (advice.length === 0) return null;
  return (
    <div className="grid gap-3">
      <h4 className="text-sm font-semibold text-ink-soft">{t("practise")}</h4>
      <ul className="grid gap-3">
        {advice.map((one) => {
          const how = words.sound(one.arpabet, one.heard, one.text);
          return (
            <li
              key={`${one.arpabet} ${one.heard ?? ""}`}
              className="grid gap-1 border-l-3 border-accent pl-4"
            >
              <p className="font-semibold">
                /{one.ipa}/{" "}
                <span className="font-normal text-ink-soft">{t("in", { words: one.words.join(", ") })}</span>
              </p>
              <p lang={how.lang}>{how.text}</p>
              {one.pairs.length > 0 && (
                <p className="text-sm text-ink-soft">
                  {t("pairs")} <span lang="en">{one.pairs.map((pair) => pair.join(" – ")).join(", ")}</span>
                </p>
              )}
              {one.phrase && (
                <p className="text-sm text-ink-soft">
                  {t("phrase")} <span lang="en">{one.phrase}</span>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

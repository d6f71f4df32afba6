import { useLocale, useTranslations } from "use-intl";

import type { Schema } from "@/lib/api";

import { contrastKey } from "./contrasts";
import { recognise } from "./recognise";

/** What the server says, for the page; `lang` is set where it stays in English on a page that is not. */
export type Said = { text: string; lang?: "en" };

/** Places that hold another sentence of the server: where it is unknown, so is the whole. */
const NESTED = new Set(["says", "comment", "message", "measure", "criterion", "rubric", "instead", "when"]);

type Lookup = { (key: string, values?: Record<string, string>): string; has: (key: string) => boolean };

/**
 * What the server says in English, in the page's language: by key where the API has one, else by the sentence. What
 * nobody has words for, such as the titles of a rubric of one's own, stays as the server wrote it.
 */
export function useServerWords() {
  const locale = useLocale();
  const t = useTranslations("server") as unknown as Lookup;
  const stay = (text: string): Said => (locale.startsWith("en") ? { text } : { text, lang: "en" });
  const keyed = (key: string, text: string): Said => (t.has(key) ? { text: t(key) } : stay(text));

  function told(text: string): string | null {
    const found = recognise(text);
    if (!found || !t.has(found.key)) return null;
    const values: Record<string, string> = {};
    for (const [place, value] of Object.entries(found.values)) {
      const said = placed(value, locale) ?? told(value);
      if (said === null && NESTED.has(place)) return null;
      values[place] = said ?? value;
    }
    return t(found.key, values);
  }

  return {
    rubric: (name: string, title: string) => keyed(`rubric.${name}`, title),
    criterion: (key: string, title: string) => keyed(`criterion.${key}`, title),
    band: (name: string) => keyed(`band.${name}`, name),
    /** What a band means for a criterion, or for the whole. */
    descriptor: (rubric: string, criterion: string | null, { name, descriptor }: Schema<"Band">) =>
      keyed(`descriptor.${rubric}.${criterion ?? "overall"}.${name}`, descriptor),
    measure: (key: string, title: string) => keyed(`measure.${key}.title`, title),
    unit: (key: string, unit: string) => keyed(`measure.${key}.unit`, unit),
    /** How a sound is made, and what tells it from the one that was heard. */
    sound: (wanted: string, heard: string | null | undefined, text: string): Said => {
      if (!t.has(`sound.${wanted}`)) return stay(text);
      const contrast = heard ? contrastKey(wanted, heard) : undefined;
      return { text: [...(contrast ? [t(`contrast.${contrast}`)] : []), t(`sound.${wanted}`)].join(" ") };
    },
    /** Why sounds were not scored. */
    refused: ({ reason, text }: Schema<"NotScored">) => keyed(`refused.${reason}`, text),
    /** Any other sentence: of evidence, exercises, notices, of what was not scored. */
    sentence: (text: string): Said => {
      const own = told(text);
      return own === null ? stay(text) : { text: own };
    },
  };
}

/** A number as the reader writes it, or a quoted word in the reader's quotes; `null` for anything else. */
function placed(value: string, locale: string): string | null {
  const number = /^(\d+(?:\.(\d+))?)( %)?$/.exec(value);
  if (number) {
    const minimumFractionDigits = number[2]?.length ?? 0;
    return (
      new Intl.NumberFormat(locale, { minimumFractionDigits }).format(Number(number[1])) + (number[3] ?? "")
    );
  }
  const quoted = /^“(.+)”$/.exec(value);
  return quoted ? `«${quoted[1]}»` : null;
}

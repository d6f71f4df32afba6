import type { Schema } from "@/lib/api";

/** Something to read aloud: from the server's set, from its language model, or what was read before. */
export type Sentence = {
  text: string;
  language: string;
  level: string | null;
  /** Its meaning in the curated set. */
  id: string | null;
  /** What it means; without a language where nobody remembers which. */
  translation: { text: string; language: string | null } | null;
};

/**
 * A sentence of the server with the translation that helps its reader most: into the page's language; else, for somebody
 * who practises the page's own language, into the first other one that the browser speaks.
 */
export function sentenceOf(
  { id, text, language, level, translations }: Schema<"SentenceBody">,
  page: string,
  browser: readonly string[],
): Sentence {
  const wanted = [page, ...browser.map((code) => code.slice(0, 2).toLowerCase())];
  const found = wanted
    .filter((code) => code !== language)
    .map((code) => translations.find((one) => one.language === code))
    .find((one) => one !== undefined);
  return { id: id ?? null, text, language, level, translation: found ?? null };
}

/** The sentence of an attempt, to read it again. */
export function sentenceAgain(attempt: Schema<"AttemptBody">): Sentence {
  const { expected, language, level, sentence, translation } = attempt;
  return {
    text: expected,
    language,
    level: level ?? null,
    id: sentence ?? null,
    translation: translation ? { text: translation, language: null } : null,
  };
}

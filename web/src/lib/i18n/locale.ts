import { keep, recall } from "../util/keep";
import { createStore, useStore } from "../util/store";

/** The languages of the page. The texts of each are in the features' `messages.LANGUAGE.json`. */
export const LANGUAGES = ["en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", es: "Español" };

const KEY = "language";

const store = createStore<Language>(isLanguage(recall(KEY)) ?? wanted(navigator.languages));

/** The first of the browser's languages that the page has. */
export function wanted(languages: readonly string[]): Language {
  for (const language of languages) {
    const found = isLanguage(language.slice(0, 2).toLowerCase());
    if (found) return found;
  }
  return "en";
}

export function useLanguage(): [Language, (language: Language) => void] {
  return [useStore(store), chooseLanguage];
}

export function currentLanguage(): Language {
  return store.get();
}

/**
 * The locale for numbers and dates: the browser's own region where it speaks the page's language (`es-MX`, `en-GB`),
 * whose commas and months are the reader's.
 */
export function currentLocale(): string {
  const language = store.get();
  return navigator.languages.find((one) => one.slice(0, 2).toLowerCase() === language) ?? language;
}

function chooseLanguage(language: Language): void {
  keep(KEY, language);
  store.set(language);
}

function isLanguage(code: string | null): Language | null {
  return LANGUAGES.find((language) => language === code) ?? null;
}

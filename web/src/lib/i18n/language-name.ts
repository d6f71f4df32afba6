import { useMemo } from "react";

import { useLanguage } from "./locale";

/** What a language is called in the page's own: `es` is “Spanish” or “Español”. A code that nobody knows stays as it is. */
export function useLanguageName(): (code: string) => string {
  const [language] = useLanguage();
  return useMemo(() => languageNames(language), [language]);
}

export function languageNames(locale: string): (code: string) => string {
  const names = new Intl.DisplayNames(locale, { type: "language", style: "long" });
  return (code) => {
    try {
      const name = names.of(code) ?? code;
      // Spanish and others write languages small; here they stand alone.
      return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
    } catch {
      return code;
    }
  };
}

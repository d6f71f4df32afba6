import type { Language } from "@/lib/i18n";

import type en from "./en";

export type Messages = typeof en;

/** Each language is a chunk of its own. */
const LOADERS: Record<Language, () => Promise<{ default: Messages }>> = {
  en: () => import("./en"),
  es: () => import("./es"),
};

export async function loadMessages(language: Language): Promise<Messages> {
  return (await LOADERS[language]()).default;
}

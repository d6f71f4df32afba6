export { useFormatter, useTranslations } from "use-intl";
export {
  LANGUAGES,
  LANGUAGE_NAMES,
  currentLanguage,
  currentLocale,
  useLanguage,
  wanted,
  type Language,
} from "./locale";
export { useFormat } from "./use-format";

import { useTranslations } from "use-intl";

/** The first stop of the Tab key: past the navigation. */
export function SkipLink() {
  const t = useTranslations("app");
  return (
    <a
      href="#content"
      className="sr-only focus:not-sr-only focus:fixed focus:left-3 focus:top-3 focus:z-60 focus:rounded-sm focus:bg-ink focus:px-4 focus:py-3 focus:text-sm focus:font-semibold focus:text-paper"
    >
      {t("skip")}
    </a>
  );
}

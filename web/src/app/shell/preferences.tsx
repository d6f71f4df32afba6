import { Globe, Monitor, Moon, Sun } from "lucide-react";
import { useTranslations } from "use-intl";

import { IconButton, Menu, MenuChoices } from "@/components/ui";
import { LANGUAGE_NAMES, LANGUAGES, useLanguage } from "@/lib/i18n";
import { THEMES, useTheme } from "@/lib/theme";

const ICONS = { system: Monitor, light: Sun, dark: Moon };

export function ThemeChoices() {
  const t = useTranslations("app");
  const [theme, setTheme] = useTheme();
  return (
    <MenuChoices
      label={t("menu.theme")}
      value={theme}
      onChange={setTheme}
      choices={THEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
    />
  );
}

export function LanguageChoices() {
  const t = useTranslations("app");
  const [language, setLanguage] = useLanguage();
  return (
    <MenuChoices
      label={t("menu.language")}
      value={language}
      onChange={setLanguage}
      choices={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value], lang: value }))}
    />
  );
}

export function ThemeMenu() {
  const t = useTranslations("app");
  const [theme] = useTheme();
  const Icon = ICONS[theme];
  return (
    <Menu
      trigger={
        <IconButton label={t("menu.theme")} tooltip={false}>
          <Icon aria-hidden />
        </IconButton>
      }
    >
      <ThemeChoices />
    </Menu>
  );
}

export function LanguageMenu() {
  const t = useTranslations("app");
  return (
    <Menu
      trigger={
        <IconButton label={t("menu.language")} tooltip={false}>
          <Globe aria-hidden />
        </IconButton>
      }
    >
      <LanguageChoices />
    </Menu>
  );
}

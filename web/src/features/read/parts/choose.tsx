import { useQuery } from "@tanstack/react-query";
import { RadioGroup } from "radix-ui";
import { useId } from "react";
import { useTranslations } from "use-intl";

import { Field, Select } from "@/components/ui";
import { practiceLanguagesQuery } from "@/lib/api/queries";
import { useLanguageName } from "@/lib/i18n/language-name";

import { LEVELS, type Choice, type Level } from "./use-choice";

/** Which language, and how hard. */
export function Choose({
  choice,
  onChange,
}: {
  choice: Choice;
  onChange: (change: Partial<Choice>) => void;
}) {
  const t = useTranslations("read.choose");
  const name = useLanguageName();
  const languages = useQuery(practiceLanguagesQuery());
  const known = languages.data?.map(({ language }) => language) ?? [choice.language];
  const sorted = [...known].sort((a, b) => name(a).localeCompare(name(b)));
  const levels = languages.data?.find(({ language }) => language === choice.language)?.levels;
  const there = levels ? LEVELS.filter((level) => levels.some((one) => one.level === level)) : LEVELS;
  return (
    <section aria-label={t("label")} className="flex flex-wrap gap-x-6 gap-y-4">
      <Field label={t("language")} className="min-w-44 grow sm:max-w-60">
        <Select value={choice.language} onChange={(event) => onChange({ language: event.target.value })}>
          {sorted.map((code) => (
            <option key={code} value={code}>
              {name(code)}
            </option>
          ))}
        </Select>
      </Field>
      <Levels levels={there} value={choice.level} onChange={(level) => onChange({ level })} />
    </section>
  );
}

function Levels({
  levels,
  value,
  onChange,
}: {
  levels: readonly Level[];
  value: Level;
  onChange: (level: Level) => void;
}) {
  const t = useTranslations("read.choose");
  const id = useId();
  return (
    <div className="grid content-start gap-1.5">
      <p id={id} className="text-sm font-semibold">
        {t("level")} <span className="font-normal text-ink-soft">· {t(`levels.${value}`)}</span>
      </p>
      <RadioGroup.Root
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(next as Level)}
        className="flex rounded-sm border border-line-strong bg-raised p-0.5"
      >
        {levels.map((level) => (
          <RadioGroup.Item
            key={level}
            value={level}
            aria-label={t("levelWords", { level, meaning: t(`levels.${level}`) })}
            className="min-h-10 min-w-11 grow rounded-xs px-2 text-sm font-semibold text-ink-soft hover:text-ink data-[state=checked]:bg-accent data-[state=checked]:text-on-accent data-[state=checked]:underline data-[state=checked]:underline-offset-4"
          >
            {level}
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
    </div>
  );
}

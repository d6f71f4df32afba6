import { BookOpenText, MessageCircle } from "lucide-react";
import { useTranslations } from "use-intl";

import { Card, CardTitle, Field, Input, RadioCards, Select, Textarea } from "@/components/ui";
import { useFormat } from "@/lib/i18n/use-format";
import { useLanguageName } from "@/lib/i18n/language-name";

import { LANGUAGES, RUBRICS, TEXT_CHARS, TITLE_CHARS, type About, type Missing } from "./about";
import { Consent } from "./consent";
import { ProjectField } from "./project-field";

/** What is said of a take before it is recorded. */
export function AboutForm({
  about,
  onChange,
  consent,
  missing,
  compact = false,
}: {
  about: About;
  onChange: (about: About) => void;
  /** The org's words; empty when it asks for nothing. */
  consent: string;
  /** What was found missing when the person wanted to record. */
  missing: readonly Missing[];
  /** Whether all that is filled in already is folded away. */
  compact?: boolean;
}) {
  const t = useTranslations("talk.about");
  const set = (fields: Partial<About>) => onChange({ ...about, ...fields });
  return (
    <Card className="grid gap-6" aria-labelledby="about-take">
      <CardTitle id="about-take">{t("title")}</CardTitle>
      {!compact && (
        <RadioCards
          legend={t("kind")}
          columns={2}
          value={about.kind}
          onChange={(kind) => set({ kind })}
          choices={[
            { value: "talk", label: t("talk"), hint: t("talkHint"), icon: <MessageCircle aria-hidden /> },
            {
              value: "reading",
              label: t("reading"),
              hint: t("readingHint"),
              icon: <BookOpenText aria-hidden />,
            },
          ]}
        />
      )}
      {about.kind === "reading" && (
        <TextField
          text={about.text}
          language={about.language}
          onChange={(text) => set({ text })}
          missing={missing.includes("text")}
        />
      )}
      {compact ? (
        <details>
          <summary className="min-h-11 cursor-pointer rounded-sm py-2 font-medium">{t("more")}</summary>
          <div className="pt-3">
            <Details about={about} set={set} />
          </div>
        </details>
      ) : (
        <Details about={about} set={set} />
      )}
      {consent !== "" && (
        <Consent
          text={consent}
          given={about.consent}
          onChange={(given) => set({ consent: given })}
          missing={missing.includes("consent") && !about.consent}
        />
      )}
    </Card>
  );
}

function LanguageField({ value, onChange }: { value: string; onChange: (language: string) => void }) {
  const t = useTranslations("talk.about");
  const name = useLanguageName();
  const known = LANGUAGES.includes(value) || value === "" ? LANGUAGES : [value, ...LANGUAGES];
  return (
    <Field label={t("language")} hint={value === "" ? t("detectHint") : undefined}>
      <Select value={value} onChange={({ target }) => onChange(target.value)}>
        <option value="">{t("detect")}</option>
        {known.map((code) => (
          <option key={code} value={code}>
            {name(code)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function TextField({
  text,
  language,
  onChange,
  missing,
}: {
  text: string;
  language: string;
  onChange: (text: string) => void;
  missing: boolean;
}) {
  const t = useTranslations("talk.about");
  const format = useFormat();
  const words = text.trim() === "" ? 0 : text.trim().split(/\s+/).length;
  return (
    <Field
      label={t("text")}
      hint={words > 0 ? t("textLength", { words: format.integer(words) }) : t("textHint")}
      error={missing && words === 0 ? t("textMissing") : undefined}
    >
      <Textarea
        rows={6}
        lang={language || undefined}
        maxLength={TEXT_CHARS}
        value={text}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}

function Details({ about, set }: { about: About; set: (fields: Partial<About>) => void }) {
  const t = useTranslations("talk.about");
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <Field label={t("name")} optional hint={t("nameHint")}>
        <Input
          value={about.title}
          maxLength={TITLE_CHARS}
          onChange={({ target }) => set({ title: target.value })}
        />
      </Field>
      <LanguageField value={about.language} onChange={(language) => set({ language })} />
      <ProjectField value={about.project} onChange={(project) => set({ project })} />
      <Field label={t("rubric")} hint={t(`rubricHint.${about.rubric}`)}>
        <Select
          value={about.rubric}
          onChange={({ target }) =>
            set({ rubric: RUBRICS.find((name) => name === target.value) ?? about.rubric })
          }
        >
          {RUBRICS.map((name) => (
            <option key={name} value={name}>
              {t(`rubricName.${name}`)}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

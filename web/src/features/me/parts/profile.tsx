import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ProblemNotice, useFault } from "@/components/problem";
import { Button, Card, CardTitle, Field, Input, Select } from "@/components/ui";
import type { Me } from "@/lib/api";
import { changeMe } from "@/lib/api/queries";
import { LANGUAGES, LANGUAGE_NAMES } from "@/lib/i18n";
import { toast } from "@/lib/toast";

export function Profile({ me }: { me: Me }) {
  const t = useTranslations("me.profile");
  const saved = useTranslations("me")("saved");
  const [name, setName] = useState(me.name);
  const [locale, setLocale] = useState(me.locale);
  const change = useMutation(changeMe());
  const fault = useFault(change.error);
  const missing = !name.trim();
  return (
    <Card>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!missing) change.mutate({ name: name.trim(), locale }, { onSuccess: () => toast(saved) });
        }}
      >
        <CardTitle>{t("title")}</CardTitle>
        <Field label={t("name")} error={missing ? t("missing") : fault("name")}>
          <Input
            autoComplete="name"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field label={t("email")}>
          <Input type="email" value={me.email} readOnly />
        </Field>
        <Field label={t("locale")} hint={t("localeHint")}>
          <Select value={locale} onChange={(event) => setLocale(event.target.value)}>
            {LANGUAGES.map((language) => (
              <option key={language} value={language}>
                {LANGUAGE_NAMES[language]}
              </option>
            ))}
          </Select>
        </Field>
        {change.isError && <ProblemNotice error={change.error} />}
        <div>
          <Button type="submit" busy={change.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

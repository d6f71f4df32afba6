import { useTranslations } from "use-intl";

import { Checkbox } from "@/components/ui";

/** What the org asks of who is recorded, and the answer. */
export function Consent({
  text,
  given,
  onChange,
  missing,
}: {
  text: string;
  given: boolean;
  onChange: (given: boolean) => void;
  missing: boolean;
}) {
  const t = useTranslations("talk.about.consent");
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-2 text-sm font-semibold">{t("title")}</legend>
      <p
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long words scroll, and must be reachable by keyboard
        tabIndex={0}
        className="max-h-40 overflow-y-auto rounded-md bg-sunk px-4 py-3 text-sm whitespace-pre-line"
      >
        {text}
      </p>
      <Checkbox
        checked={given}
        onChange={onChange}
        label={t("agree")}
        error={missing ? t("missing") : undefined}
        required
      />
    </fieldset>
  );
}

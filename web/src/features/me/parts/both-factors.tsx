import { useTranslations } from "use-intl";

import { Field, Input, PasswordInput } from "@/components/ui";
import type { Schema } from "@/lib/api";

/** What somebody types to show that it is them, before something that cannot be undone. */
export type Typed = { password: string; code: string };

export const NOTHING_TYPED: Typed = { password: "", code: "" };

/** As the server takes it: six digits are of the app, anything else is a recovery code. */
export function bothFactors({ password, code }: Typed): Schema<"BothFactors"> {
  const typed = code.trim();
  if (typed === "") return { password };
  return /^\d{6}$/.test(typed) ? { password, code: typed } : { password, recovery_code: typed };
}

export function BothFactorsFields({
  value,
  onChange,
  second,
}: {
  value: Typed;
  onChange: (value: Typed) => void;
  /** Whether the account has a second factor. */
  second: boolean;
}) {
  const t = useTranslations("me.both");
  return (
    <>
      <Field label={t("password")}>
        <PasswordInput
          autoComplete="current-password"
          value={value.password}
          onChange={(event) => onChange({ ...value, password: event.target.value })}
          required
        />
      </Field>
      {second && (
        <Field label={t("code")} hint={t("codeHint")}>
          <Input
            autoComplete="one-time-code"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={40}
            className="font-mono"
            value={value.code}
            onChange={(event) => onChange({ ...value, code: event.target.value })}
            required
          />
        </Field>
      )}
    </>
  );
}

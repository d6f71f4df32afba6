import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

import { CodeInput, Field, Input } from "@/components/ui";

/** What somebody types to give the second factor: a code from the app, or a recovery code. */
export type ProofText = { by: "code" | "recovery"; text: string };

export function proofOf({ by, text }: ProofText): { code: string } | { recovery_code: string } {
  return by === "code" ? { code: text } : { recovery_code: text.trim() };
}

export function ProofFields({
  value,
  onChange,
  onComplete,
}: {
  value: ProofText;
  onChange: (value: ProofText) => void;
  onComplete?: (value: ProofText) => void;
}) {
  const t = useTranslations("account.proof");
  const box = useRef<HTMLDivElement>(null);
  const { by, text } = value;

  // It has just been asked for: typing goes there.
  useEffect(() => box.current?.querySelector("input")?.focus(), [by]);

  return (
    <div ref={box} className="grid gap-2">
      {by === "code" ? (
        <Field label={t("code")} hint={t("codeHint")}>
          <CodeInput
            name="code"
            value={text}
            onChange={(code) => onChange({ by, text: code })}
            onComplete={(code) => onComplete?.({ by, text: code })}
            required
          />
        </Field>
      ) : (
        <Field label={t("recovery")} hint={t("recoveryHint")}>
          <Input
            name="recovery-code"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            className="font-mono"
            value={text}
            onChange={(event) => onChange({ by, text: event.target.value })}
            maxLength={40}
            required
          />
        </Field>
      )}
      <button
        type="button"
        className="min-h-11 justify-self-start rounded-sm text-sm font-medium text-accent-ink underline underline-offset-4"
        onClick={() => onChange({ by: by === "code" ? "recovery" : "code", text: "" })}
      >
        {by === "code" ? t("useRecovery") : t("useCode")}
      </button>
    </div>
  );
}

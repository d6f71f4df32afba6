import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, CodeInput, Field, PasswordInput } from "@/components/ui";
import { beginTotp, confirmTotp } from "@/lib/api/queries";

import { QrCode } from "./qr-code";
import { RecoveryCodes } from "./recovery-codes";

/** Sets up the second factor: password, the secret for an app, a code of it, and the recovery codes to keep. */
export function SecondFactorSetUp({ onDone }: { onDone: () => void }) {
  const begin = useMutation(beginTotp());
  const confirm = useMutation(confirmTotp());
  if (confirm.data) return <RecoveryCodes codes={confirm.data.recovery_codes} onKept={onDone} />;
  if (begin.data) {
    const { secret, url } = begin.data;
    return <Code secret={secret} url={url} ask={confirm} />;
  }
  return <Password ask={begin} />;
}

type Asked<V> = { mutate: (value: V) => void; isPending: boolean; isError: boolean; error: Error | null };

function Password({ ask }: { ask: Asked<{ password: string }> }) {
  const t = useTranslations("ui.secondFactor");
  const [password, setPassword] = useState("");
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({ password });
      }}
    >
      <Field label={t("password")} hint={t("passwordHint")}>
        <PasswordInput
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
          required
        />
      </Field>
      {ask.isError && <ProblemNotice error={ask.error} />}
      <Button type="submit" look="primary" size="lg" busy={ask.isPending}>
        {t("begin")}
      </Button>
    </form>
  );
}

function Code({ secret, url, ask }: { secret: string; url: string; ask: Asked<{ code: string }> }) {
  const t = useTranslations("ui.secondFactor");
  const [code, setCode] = useState("");
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        ask.mutate({ code });
      }}
    >
      <p className="text-ink-soft">{t("scan")}</p>
      <QrCode text={url} label={t("qr")} />
      <p className="grid gap-1 text-sm text-ink-soft">
        {t("orType")}
        <code className="font-mono text-base break-all text-ink">{secret.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <Field label={t("code")} hint={t("codeHint")}>
        <CodeInput value={code} onChange={setCode} onComplete={(all) => ask.mutate({ code: all })} required />
      </Field>
      {ask.isError && <ProblemNotice error={ask.error} title={t("wrong")} detail={t("wrongDetail")} />}
      <Button type="submit" look="primary" size="lg" busy={ask.isPending}>
        {t("confirm")}
      </Button>
    </form>
  );
}

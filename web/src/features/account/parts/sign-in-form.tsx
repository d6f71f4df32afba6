import { useMutation } from "@tanstack/react-query";
import { useId, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, Field, Input, PasswordInput } from "@/components/ui";
import { toProblem } from "@/lib/api";
import { signIn } from "@/lib/auth";

import { ProofFields, proofOf, type ProofText } from "./proof-fields";

/**
 * Signs in, with the second factor where the account has one: the server says so when address and password are right.
 * With `fixedEmail`, for one person alone, over the page that they were on.
 */
export function SignInForm({
  fixedEmail,
  onSignedIn,
  aside,
}: {
  fixedEmail?: string;
  onSignedIn: () => void;
  aside?: ReactNode;
}) {
  const t = useTranslations("account");
  const formId = useId();
  const [email, setEmail] = useState(fixedEmail ?? "");
  const [password, setPassword] = useState("");
  const [proof, setProof] = useState<ProofText>({ by: "code", text: "" });
  const [asked, setAsked] = useState(false);
  const attempt = useMutation({
    mutationFn: (given: ProofText | null) =>
      signIn({ email: email.trim(), password, ...(given ? proofOf(given) : {}) }),
    onSuccess: onSignedIn,
    onError: (error) => {
      const needed = toProblem(error).kind === "second-factor-needed";
      if (needed) setProof({ ...proof, text: "" });
      setAsked(needed || (asked && toProblem(error).isConnection));
    },
  });
  const send = (given: ProofText) => attempt.mutate(asked && given.text ? given : null);
  // The first time, the question is no error.
  const askedFirst = attempt.isError && asked && attempt.variables === null;

  return (
    <form
      id={formId}
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        send(proof);
      }}
    >
      {/* Kept in the form while the code is asked for, so that password managers see what belongs together. */}
      <div className={asked ? "hidden" : "grid gap-5"}>
        <Field label={t("email")}>
          <Input
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            readOnly={fixedEmail !== undefined}
            onChange={(event) => setEmail(event.target.value)}
            required
          />
        </Field>
        <Field label={t("password")}>
          <PasswordInput
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            required
          />
        </Field>
      </div>
      {asked && <ProofFields value={proof} onChange={setProof} onComplete={send} />}
      {attempt.isError && !askedFirst && (
        <ProblemNotice
          error={attempt.error}
          {...(asked ? { title: t("signIn.wrongCode"), detail: t("signIn.wrongCodeDetail") } : {})}
        />
      )}
      <div className="grid gap-2.5">
        <Button type="submit" look="primary" size="lg" busy={attempt.isPending}>
          {asked ? t("signIn.confirm") : t("signIn.submit")}
        </Button>
        {asked && (
          <Button
            look="quiet"
            onClick={() => {
              setAsked(false);
              attempt.reset();
            }}
          >
            {t("back")}
          </Button>
        )}
        {aside}
      </div>
    </form>
  );
}

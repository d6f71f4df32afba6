import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useTranslations } from "use-intl";

import { ProblemNotice, useFault } from "@/components/problem";
import { Button, Field, Input, Notice, PasswordInput } from "@/components/ui";
import { toProblem } from "@/lib/api";
import { askPasswordReset, confirmPasswordReset } from "@/lib/api/queries";
import { useHashToken } from "@/lib/hooks/use-hash-token";

import { AccountPage } from "../parts/account-page";
import { faultsOf, PASSWORD } from "../parts/new-person";

/** Asks for a mail; with its token, chooses the new password. */
export function Component() {
  const token = useHashToken();
  return token ? <Choose key={token} token={token} /> : <Ask />;
}

function Ask() {
  const t = useTranslations("account");
  const [email, setEmail] = useState("");
  const ask = useMutation(askPasswordReset());
  const fault = useFault(ask.error);
  if (ask.isSuccess) {
    return (
      <AccountPage title={t("reset.sent")} lead={t("reset.sentDetail", { email: email.trim() })}>
        <Notice kind="note">{t("reset.sentHint")}</Notice>
        <Button asChild>
          <Link to="/login">{t("reset.toSignIn")}</Link>
        </Button>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={t("reset.title")} lead={t("reset.lead")}>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          ask.mutate(email.trim());
        }}
      >
        <Field label={t("email")} error={fault("email")}>
          <Input
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            required
          />
        </Field>
        {ask.isError && <ProblemNotice error={ask.error} />}
        <Button type="submit" look="primary" size="lg" busy={ask.isPending}>
          {t("reset.submit")}
        </Button>
        <Button look="quiet" asChild>
          <Link to="/login">{t("reset.toSignIn")}</Link>
        </Button>
      </form>
    </AccountPage>
  );
}

function Choose({ token }: { token: string }) {
  const t = useTranslations("account");
  const navigate = useNavigate();
  const [password, setPassword] = useState("");
  const [told, setTold] = useState(false);
  const choose = useMutation({
    ...confirmPasswordReset(),
    onSuccess: () => navigate("/login?said=password-changed", { replace: true }),
  });
  const fault = faultsOf({ name: "-", email: "a@b", password }).password;
  const theirs = useFault(choose.error);
  const gone = choose.isError && toProblem(choose.error).kind === "gone";
  return (
    <AccountPage title={t("reset.choose")} lead={t("reset.chooseLead")}>
      <form
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          setTold(true);
          if (!fault) choose.mutate({ token, password });
        }}
      >
        <Field
          label={t("newPassword")}
          hint={t("passwordHint")}
          error={told && fault ? t(`fault.${fault}`) : theirs("password")}
        >
          <PasswordInput
            name="password"
            autoComplete="new-password"
            maxLength={PASSWORD.most}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        {choose.isError && (
          <ProblemNotice
            error={choose.error}
            {...(gone ? { title: t("reset.over"), detail: t("reset.overDetail") } : {})}
          />
        )}
        {gone ? (
          <Button look="primary" asChild>
            <Link to="/password-reset" reloadDocument>
              {t("reset.askAgain")}
            </Link>
          </Button>
        ) : (
          <Button type="submit" look="primary" size="lg" busy={choose.isPending}>
            {t("reset.save")}
          </Button>
        )}
      </form>
    </AccountPage>
  );
}

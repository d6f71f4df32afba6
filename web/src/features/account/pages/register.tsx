import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, Notice, Spinner } from "@/components/ui";
import { toProblem } from "@/lib/api";
import { confirmAccount, register } from "@/lib/auth";
import { useHashToken } from "@/lib/hooks/use-hash-token";
import { currentLanguage } from "@/lib/i18n";

import { AccountPage } from "../parts/account-page";
import { PersonFields } from "../parts/new-person";
import { usePerson } from "../parts/use-person";

/** Asks for an account; with the token of the mail, finishes it. */
export function Component() {
  const token = useHashToken();
  return token ? <Confirm key={token} token={token} /> : <Register />;
}

function Register() {
  const t = useTranslations("account");
  const form = useRef<HTMLFormElement>(null);
  const { person, setPerson, faults, check } = usePerson();
  const ask = useMutation({
    mutationFn: () =>
      register({
        ...person,
        email: person.email.trim(),
        name: person.name.trim(),
        locale: currentLanguage(),
      }),
  });

  if (ask.data === "mail-sent") {
    return (
      <AccountPage title={t("register.sent")} lead={t("register.sentDetail", { email: person.email.trim() })}>
        <Notice kind="note">{t("register.sentHint")}</Notice>
        <Button onClick={() => ask.reset()}>{t("register.otherAddress")}</Button>
      </AccountPage>
    );
  }
  const problem = ask.isError ? toProblem(ask.error) : null;
  return (
    <AccountPage title={t("register.title")} lead={t("register.lead")}>
      <form
        ref={form}
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (check(form.current)) ask.mutate();
        }}
      >
        <PersonFields value={person} onChange={setPerson} faults={faults} problem={problem} />
        {problem && (
          <ProblemNotice
            error={problem}
            {...(problem.kind === "forbidden"
              ? { title: t("register.closed"), detail: t("register.closedDetail") }
              : {})}
          />
        )}
        <Button type="submit" look="primary" size="lg" busy={ask.isPending}>
          {t("register.submit")}
        </Button>
      </form>
      <p className="text-sm text-ink-soft">
        {t.rich("register.known", {
          link: (text) => (
            <Link to="/login" className="font-medium text-accent-ink underline underline-offset-4">
              {text}
            </Link>
          ),
        })}
      </p>
    </AccountPage>
  );
}

function Confirm({ token }: { token: string }) {
  const t = useTranslations("account");
  const navigate = useNavigate();
  const { mutate, isError, error } = useMutation({
    mutationFn: confirmAccount,
    onSuccess: () => navigate("/welcome", { replace: true }),
  });
  // A token works once: asked once, however often this is rendered.
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate(token);
  }, [mutate, token]);

  if (!isError) {
    return (
      <AccountPage title={t("confirm.title")}>
        <Spinner label={t("confirm.wait")} />
      </AccountPage>
    );
  }
  const retry = toProblem(error).isConnection;
  return (
    <AccountPage title={t("confirm.failed")}>
      <ProblemNotice error={error} title={t("confirm.over")} detail={t("confirm.overDetail")} />
      {retry ? (
        <Button look="primary" onClick={() => mutate(token)}>
          {t("again")}
        </Button>
      ) : (
        <div className="grid gap-2.5">
          <Button look="primary" asChild>
            <Link to="/login">{t("signIn.submit")}</Link>
          </Button>
          <Button asChild>
            <Link to="/register" reloadDocument>
              {t("confirm.askAgain")}
            </Link>
          </Button>
        </div>
      )}
    </AccountPage>
  );
}

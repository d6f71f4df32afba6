import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, Notice, Spinner, Tabs } from "@/components/ui";
import { toProblem } from "@/lib/api";
import { acceptInvitation } from "@/lib/api/queries";
import { chooseOrg, identityOf, register, signOut, useAuth } from "@/lib/auth";
import { useHashToken } from "@/lib/hooks/use-hash-token";
import { currentLanguage } from "@/lib/i18n";
import { toast } from "@/lib/toast";

import { AccountPage } from "../parts/account-page";
import { PersonFields } from "../parts/new-person";
import { SignInForm } from "../parts/sign-in-form";
import { usePerson } from "../parts/use-person";

/** An invitation: whoever is signed in accepts it; others sign in or make an account first. */
export function Component() {
  const t = useTranslations("account");
  const token = useHashToken();
  const auth = useAuth();
  const [known, setKnown] = useState<"new" | "known">("new");

  if (!token) {
    return (
      <AccountPage title={t("join.title")} lead={t("join.noToken")}>
        <Button asChild>
          <Link to="/">{t("join.home")}</Link>
        </Button>
      </AccountPage>
    );
  }
  if (auth.status === "starting") {
    return (
      <AccountPage title={t("join.title")}>
        <Spinner label={t("confirm.wait")} />
      </AccountPage>
    );
  }
  if (identityOf(auth)) return <Accept token={token} />;
  return (
    <AccountPage title={t("join.title")} lead={t("join.lead")}>
      <Tabs
        label={t("join.title")}
        value={known}
        onChange={setKnown}
        tabs={[
          {
            value: "new",
            label: t("join.new"),
            content: <RegisterInvited token={token} onKnown={() => setKnown("known")} />,
          },
          {
            value: "known",
            label: t("join.known"),
            content: <SignInForm onSignedIn={() => undefined} />,
          },
        ]}
      />
    </AccountPage>
  );
}

function RegisterInvited({ token, onKnown }: { token: string; onKnown: () => void }) {
  const t = useTranslations("account");
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const { person, setPerson, faults, check } = usePerson();
  const ask = useMutation({
    mutationFn: () =>
      register({
        ...person,
        email: person.email.trim(),
        name: person.name.trim(),
        locale: currentLanguage(),
        invitation: token,
      }),
    onSuccess: () => navigate("/welcome", { replace: true }),
  });
  const problem = ask.isError ? toProblem(ask.error) : null;
  return (
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
          {...(problem.kind === "gone" ? { title: t("join.over"), detail: t("join.overDetail") } : {})}
          {...(problem.kind === "conflict"
            ? {
                title: t("join.haveAccount"),
                detail: t("join.haveAccountDetail"),
                action: <Button onClick={onKnown}>{t("join.known")}</Button>,
              }
            : {})}
        />
      )}
      <Button type="submit" look="primary" size="lg" busy={ask.isPending}>
        {t("join.submit")}
      </Button>
    </form>
  );
}

function Accept({ token }: { token: string }) {
  const t = useTranslations("account");
  const navigate = useNavigate();
  const email = identityOf(useAuth())?.user.email ?? "";
  const accept = useMutation({
    ...acceptInvitation(),
    onSuccess: async (org, _token, _begun, { client }) => {
      await client.invalidateQueries();
      chooseOrg(org.id);
      toast(t("join.done", { org: org.name }));
      await navigate("/", { replace: true });
    },
  });
  const problem = accept.isError ? toProblem(accept.error) : null;
  return (
    <AccountPage title={t("join.title")} lead={t("join.as", { email })}>
      {problem && (
        <ProblemNotice
          error={problem}
          {...(problem.kind === "not-found"
            ? { title: t("join.notYours"), detail: t("join.notYoursDetail", { email }) }
            : {})}
          {...(problem.kind === "conflict"
            ? { title: t("join.already"), detail: t("join.alreadyDetail") }
            : {})}
        />
      )}
      {!problem && <Notice kind="note">{t("join.sees")}</Notice>}
      <div className="grid gap-2.5">
        {problem?.kind === "conflict" ? (
          <Button look="primary" asChild>
            <Link to="/">{t("join.home")}</Link>
          </Button>
        ) : (
          <Button look="primary" size="lg" busy={accept.isPending} onClick={() => accept.mutate(token)}>
            {t("join.accept")}
          </Button>
        )}
        <Button look="quiet" onClick={() => void signOut()}>
          {t("join.otherAccount")}
        </Button>
      </div>
    </AccountPage>
  );
}

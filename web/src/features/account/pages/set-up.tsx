import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useTranslations } from "use-intl";

import { ProblemNotice, useFault } from "@/components/problem";
import { Button, Field, Input } from "@/components/ui";
import { toProblem } from "@/lib/api";
import { setUp } from "@/lib/auth";
import { useHashToken } from "@/lib/hooks/use-hash-token";
import { currentLanguage } from "@/lib/i18n";

import { AccountPage } from "../parts/account-page";
import { PersonFields } from "../parts/new-person";
import { Steps } from "../parts/steps";
import { usePerson } from "../parts/use-person";

/** The first owner of a fresh server, by the link that it printed. The other steps are `/welcome`. */
export function Component() {
  const t = useTranslations("account");
  const token = useHashToken();
  if (token) return <SetUp token={token} />;
  return (
    <AccountPage title={t("setUp.title")} lead={t("setUp.noToken")}>
      <Button asChild>
        <Link to="/login">{t("setUp.toSignIn")}</Link>
      </Button>
    </AccountPage>
  );
}

function SetUp({ token }: { token: string }) {
  const t = useTranslations("account");
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const { person, setPerson, faults, check } = usePerson();
  const [org, setOrg] = useState("");
  const [told, setTold] = useState(false);
  const ask = useMutation({
    mutationFn: () =>
      setUp({
        ...person,
        email: person.email.trim(),
        name: person.name.trim(),
        org: org.trim(),
        locale: currentLanguage(),
        token,
      }),
    onSuccess: () => navigate("/welcome", { replace: true }),
  });
  const problem = ask.isError ? toProblem(ask.error) : null;
  const fault = useFault(problem);
  const over = problem !== null && ["gone", "not-found", "forbidden", "conflict"].includes(problem.kind);
  return (
    <AccountPage title={t("setUp.title")} lead={t("setUp.lead")} above={<Steps at={1} />}>
      <form
        ref={form}
        noValidate
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          setTold(true);
          if (check(form.current) && org.trim()) ask.mutate();
        }}
      >
        <h2 className="font-semibold">{t("setUp.who")}</h2>
        <PersonFields value={person} onChange={setPerson} faults={faults} problem={problem} />
        <Field
          label={t("setUp.org")}
          hint={t("setUp.orgHint")}
          error={told && !org.trim() ? t("fault.missing") : fault("org")}
        >
          <Input
            name="org"
            autoComplete="organization"
            maxLength={100}
            value={org}
            onChange={(event) => setOrg(event.target.value)}
          />
        </Field>
        {problem && (
          <ProblemNotice
            error={problem}
            {...(over ? { title: t("setUp.over"), detail: t("setUp.overDetail") } : {})}
          />
        )}
        {over ? (
          <Button look="primary" size="lg" asChild>
            <Link to="/login">{t("setUp.toSignIn")}</Link>
          </Button>
        ) : (
          <Button type="submit" look="primary" size="lg" busy={ask.isPending}>
            {t("setUp.submit")}
          </Button>
        )}
      </form>
    </AccountPage>
  );
}

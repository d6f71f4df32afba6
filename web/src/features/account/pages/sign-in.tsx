import { Link, Navigate, useLocation } from "react-router";
import { useTranslations } from "use-intl";

import { Notice } from "@/components/ui";
import { useAuth } from "@/lib/auth";

import { AccountPage } from "../parts/account-page";
import { nextAddress } from "../parts/next";
import { SignInForm } from "../parts/sign-in-form";

export function Component() {
  const t = useTranslations("account");
  const auth = useAuth();
  const { search } = useLocation();
  const said = new URLSearchParams(search).get("said");

  if (auth.status === "signed-in") return <Navigate to={nextAddress(search)} replace />;

  return (
    <AccountPage title={t("signIn.title")} lead={t("signIn.lead")}>
      {said === "password-changed" && (
        <Notice kind="good" title={t("reset.changed")} live>
          {t("reset.changedDetail")}
        </Notice>
      )}
      <SignInForm onSignedIn={() => undefined} />
      <nav aria-label={t("signIn.other")} className="grid text-sm">
        <Link className={LINK} to="/password-reset">
          {t("signIn.forgot")}
        </Link>
        <Link className={LINK} to="/register">
          {t("signIn.register")}
        </Link>
      </nav>
    </AccountPage>
  );
}

const LINK =
  "inline-flex min-h-11 items-center justify-self-start rounded-sm font-medium text-accent-ink underline underline-offset-4";

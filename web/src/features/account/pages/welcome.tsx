import { BookOpenText, Mic } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { SecondFactorSetUp } from "@/components/second-factor";
import { Button } from "@/components/ui";
import { useIdentity, useOrg } from "@/lib/auth";

import { AccountPage } from "../parts/account-page";
import { Steps } from "../parts/steps";

/** After an account was made: owners are asked for a second factor; everybody is led to the first take. */
export function Component() {
  const role = useOrg()?.role;
  const { user } = useIdentity();
  const [left, setLeft] = useState(false);
  // What was true when the page opened: setting it up must not take away the recovery codes.
  const [asks] = useState((role === "owner" || role === "admin") && !user.second_factor);
  return asks && !left ? <SecondFactorStep onDone={() => setLeft(true)} /> : <Ready counted={asks} />;
}

function SecondFactorStep({ onDone }: { onDone: () => void }) {
  const t = useTranslations("account.welcome");
  return (
    <AccountPage title={t("factor")} lead={t("factorLead")} above={<Steps at={2} />}>
      <SecondFactorSetUp onDone={onDone} />
      <div className="grid gap-2.5">
        <p className="text-sm text-ink-soft">{t("factorWithout")}</p>
        <Button look="quiet" onClick={onDone}>
          {t("later")}
        </Button>
      </div>
    </AccountPage>
  );
}

function Ready({ counted }: { counted: boolean }) {
  const t = useTranslations("account.welcome");
  return (
    <AccountPage title={t("ready")} lead={t("readyLead")} above={counted ? <Steps at={3} /> : null}>
      <div className="grid gap-2.5">
        <Button look="primary" size="lg" asChild>
          <Link to="/talk/new">
            <Mic aria-hidden className="size-5" />
            {t("record")}
          </Link>
        </Button>
        <Button asChild>
          <Link to="/read">
            <BookOpenText aria-hidden className="size-4.5" />
            {t("read")}
          </Link>
        </Button>
        <Button look="quiet" asChild>
          <Link to="/">{t("home")}</Link>
        </Button>
      </div>
    </AccountPage>
  );
}

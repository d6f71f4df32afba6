import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { Button, Notice } from "@/components/ui";

/** In place of what owners and admins see only with a second factor, where the account has none. */
export function SecondFactorNeeded() {
  const t = useTranslations("ui.secondFactor");
  return (
    <Notice
      kind="note"
      title={t("needed")}
      action={
        <Button look="primary" asChild>
          <Link to="/me">{t("setUp")}</Link>
        </Button>
      }
    >
      {t("neededDetail")}
    </Notice>
  );
}

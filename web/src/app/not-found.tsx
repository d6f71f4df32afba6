import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { Button, Page, PageHeader } from "@/components/ui";

export function NotFound() {
  const t = useTranslations("app.notFound");
  return (
    <Page width="narrow">
      <PageHeader title={t("title")} lead={t("detail")} />
      <div>
        <Button look="primary" asChild>
          <Link to="/">{t("home")}</Link>
        </Button>
      </div>
    </Page>
  );
}

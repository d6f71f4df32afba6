import { useTranslations } from "use-intl";

import { Page, PageHeader } from "@/components/ui";

export function Component() {
  const t = useTranslations("talk.project");
  return (
    <Page>
      <PageHeader title={t("title")} />
    </Page>
  );
}

import { useTranslations } from "use-intl";

import { Button, Card, CardTitle } from "@/components/ui";

import { ServerWords } from "./server-words";

/** The server could not hear a reading: why, and once more. */
export function NotHeard({ why, onAgain }: { why: string; onAgain: () => void }) {
  const t = useTranslations("read.trouble");
  return (
    <Card role="alert" className="grid justify-items-start gap-3">
      <CardTitle>{t("heardFailed.title")}</CardTitle>
      <ServerWords>{why}</ServerWords>
      <Button look="primary" onClick={onAgain}>
        {t("again")}
      </Button>
    </Card>
  );
}

import { useTranslations } from "use-intl";

import { Mark } from "@/components/ui";

/** While it is found out who is signed in, or the first page is on its way. */
export function Splash() {
  const t = useTranslations("app");
  return (
    <div role="status" className="flex min-h-dvh items-center justify-center">
      <Mark className="size-14 animate-pulse" />
      <span className="sr-only">{t("starting")}</span>
    </div>
  );
}

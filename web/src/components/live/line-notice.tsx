import { useTranslations } from "use-intl";

import { useServerWords } from "@/components/server-words";
import { Notice } from "@/components/ui";
import type { Line } from "@/lib/live/event-stream";

/** What stands between the page and the server, if it is worth a word. */
export function LineNotice({ line }: { line: Line }) {
  const t = useTranslations("ui.live.line");
  const { sentence } = useServerWords();
  switch (line.status) {
    case "waiting":
    case "offline":
      return (
        <Notice kind="warn" live title={t(`${line.status}.title`)}>
          {t(`${line.status}.detail`)}
        </Notice>
      );
    case "signed-out":
      return (
        <Notice kind="warn" live title={t("signed-out.title")}>
          {t("signed-out.detail")}
        </Notice>
      );
    case "refused": {
      const why = sentence(line.problem.detail);
      return (
        <Notice kind="bad" live title={t("refused.title")}>
          {(!why.lang && why.text) || t("refused.detail")}
        </Notice>
      );
    }
    default:
      return null;
  }
}

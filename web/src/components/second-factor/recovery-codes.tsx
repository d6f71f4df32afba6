import { Copy, Download } from "lucide-react";
import { useTranslations } from "use-intl";

import { Button, Notice } from "@/components/ui";
import { toast } from "@/lib/toast";

/** The codes that stand in for the app. They are shown once: whoever looks is to keep them somewhere. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const t = useTranslations("ui.secondFactor");
  const text = codes.join("\n");
  return (
    <div className="grid gap-4">
      <Notice kind="warn" title={t("keep")}>
        {t("keepDetail")}
      </Notice>
      <ul
        aria-label={t("codes")}
        className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md bg-sunk p-4 font-mono text-sm"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2.5">
        <Button
          icon={<Copy aria-hidden className="size-4.5" />}
          onClick={() => void navigator.clipboard.writeText(text).then(() => toast(t("copied")))}
        >
          {t("copy")}
        </Button>
        <Button asChild>
          <a
            download="vivavoce-recovery-codes.txt"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${text}\n`)}`}
          >
            <Download aria-hidden className="size-4.5" />
            {t("download")}
          </a>
        </Button>
      </div>
      <Button look="primary" size="lg" onClick={onKept}>
        {t("kept")}
      </Button>
    </div>
  );
}

import { useMutation, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";

import { useProblemText } from "@/components/problem";
import { Button, Menu, MenuItem } from "@/components/ui";
import { download, type Schema } from "@/lib/api";
import { createReport, reportPath, reportQuery } from "@/lib/api/queries";
import { toast } from "@/lib/toast";

const FORMATS = ["pdf", "html", "csv", "json"] as const satisfies readonly Schema<"ReportFormat">[];

/** Tables are several files, in one archive. */
const ENDINGS: Record<Schema<"ReportFormat">, string> = {
  pdf: "pdf",
  html: "html",
  csv: "zip",
  json: "json",
};

/** The report as a file. It is made first; the file is saved as soon as it is ready. */
export function ExportMenu({ session }: { session: Schema<"SessionBody"> }) {
  const t = useTranslations("report.export");
  const text = useProblemText();
  const create = useMutation(createReport());
  const [made, setMade] = useState<Schema<"ReportBody"> | null>(null);
  const fail = (error: unknown) => {
    const { title, detail } = text(error);
    toast(`${title}. ${detail}`, { kind: "bad" });
  };
  const busy = create.isPending || made !== null;
  return (
    <>
      <Menu
        trigger={
          <Button busy={busy} icon={<Download aria-hidden className="size-4.5" />}>
            {t(busy ? "making" : "title")}
          </Button>
        }
      >
        {FORMATS.map((format) => (
          <MenuItem
            key={format}
            disabled={busy}
            onSelect={() =>
              create.mutate({ session: session.id, format }, { onSuccess: setMade, onError: fail })
            }
          >
            <span className="w-12 font-semibold uppercase">{format}</span>
            <span className="text-ink-soft">{t(`for.${format}`)}</span>
          </MenuItem>
        ))}
      </Menu>
      {made && (
        <Wait
          key={made.id}
          report={made}
          name={`${fileName(session.title)}.${ENDINGS[made.format]}`}
          onFail={fail}
          onEnd={() => setMade(null)}
        />
      )}
    </>
  );
}

/** A title as the name of a file. */
export const fileName = (title: string) =>
  title
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 100) || "report";

function Wait({
  report,
  name,
  onFail,
  onEnd,
}: {
  report: Schema<"ReportBody">;
  name: string;
  onFail: (error: unknown) => void;
  onEnd: () => void;
}) {
  const t = useTranslations("report.export");
  const { data, error } = useQuery(reportQuery(report.id));
  const saved = useRef(false);
  const state = data?.state ?? report.state;
  useEffect(() => {
    if (saved.current || (state === "queued" && !error)) return;
    saved.current = true;
    if (error) onFail(error);
    else if (state === "failed") toast(data?.error ?? t("failed"), { kind: "bad" });
    else {
      download(reportPath(report.id), name)
        .then(() => toast(t("saved", { name })))
        .catch(onFail);
    }
    onEnd();
  }, [state, error, data, report.id, name, onFail, onEnd, t]);
  return null;
}

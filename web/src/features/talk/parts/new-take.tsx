import { useState } from "react";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Card, CardTitle, Notice, Skeleton, Tabs } from "@/components/ui";
import { useIdentity } from "@/lib/auth";
import type { Ended } from "@/lib/capture/recorder";
import { useFormat } from "@/lib/i18n/use-format";

import { beginOf, missingOf, remember, takeAbout, type Missing } from "./about";
import { AboutForm } from "./about-form";
import { FilePanel } from "./file-panel";
import { Prompter } from "./prompter";
import { RecorderPanel } from "./recorder-panel";
import { titleOf } from "./take-file";
import { useFile } from "./use-file";
import { useRecording } from "./use-recording";
import { useRules } from "./use-rules";

/** What a take is about, and the take itself: recorded, or a file. */
export function NewTake({
  query,
  onKept,
}: {
  query: URLSearchParams;
  onKept: (take: string, ended: Ended | null) => void;
}) {
  const t = useTranslations("talk.record");
  const format = useFormat();
  const { user, org } = useIdentity();
  const rules = useRules();
  const [begun] = useState(() => beginOf(query));
  const [about, setAbout] = useState(begun);
  const drill = query.get("drill") !== null;
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [how, setHow] = useState<"microphone" | "file">("microphone");
  const recording = useRecording(onKept);
  const file = useFile(rules.largest, (take) => onKept(take, null));

  if (rules.consent === null) {
    if (rules.error) return <ErrorState error={rules.error} onRetry={() => void rules.refetch()} />;
    return <Skeleton className="h-96" />;
  }
  const asks = rules.consent !== "";
  /** What goes with the take, or `null` when something is missing, which is then marked. */
  const ready = (untitled: string) => {
    const lacking = missingOf(about, asks);
    setMissing(lacking);
    if (lacking.length > 0) return null;
    remember(about);
    return takeAbout(about, user.id, org ?? "", untitled);
  };
  const record = () => {
    const take = ready(t("untitled", { when: format.dateTime(new Date()) }));
    if (take) void recording.begin(take);
  };
  const chosen = (given: File) => {
    const take = ready(titleOf(given.name) || given.name);
    if (take) void file.take(given, take);
    else file.check(given);
  };

  const { status } = recording.recorder;
  const running = status === "recording" || status === "paused" || status === "stopping";
  const lacking = missingOf(about, asks);
  return (
    <>
      {drill && !running && (
        <Notice title={t("drill.title")}>{t(begun.text === "" ? "drill.noText" : "drill.detail")}</Notice>
      )}
      {running ? (
        about.kind === "reading" && <Prompter text={about.text} language={about.language} />
      ) : (
        <AboutForm
          about={about}
          onChange={setAbout}
          consent={rules.consent}
          missing={missing}
          compact={drill && begun.text !== ""}
        />
      )}
      <Card className="grid gap-5" aria-labelledby="sound">
        <CardTitle id="sound">{t("sound")}</CardTitle>
        {running ? (
          <RecorderPanel recording={recording} onRecord={record} />
        ) : (
          <Tabs
            label={t("how")}
            value={how}
            onChange={setHow}
            tabs={[
              {
                value: "microphone",
                label: t("byMicrophone"),
                content: <RecorderPanel recording={recording} onRecord={record} />,
              },
              {
                value: "file",
                label: t("byFile"),
                content: (
                  <FilePanel onFile={chosen} largest={rules.largest} fault={file.fault} share={file.share} />
                ),
              },
            ]}
          />
        )}
        {missing.length > 0 && lacking.length > 0 && !running && (
          <Notice kind="warn" live title={t("missing.title")}>
            {lacking.map((what) => t(`missing.${what}`)).join(" ")}
          </Notice>
        )}
        {rules.stores === false && !running && <p className="text-sm text-ink-soft">{t("notStored")}</p>}
      </Card>
    </>
  );
}

import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, Notice, Progress, Spinner } from "@/components/ui";
import type { KeptTake } from "@/lib/capture/take";
import type { Upload } from "@/lib/capture/send-take";
import { problemOfTake } from "@/lib/capture/take-problem";
import { useFormat } from "@/lib/i18n/use-format";

/** How far a take is on its way, in words and with a bar. */
export function UploadStatus({
  take,
  upload,
  onStop,
}: {
  take: Pick<KeptTake, "bytes" | "problem">;
  upload: Upload | null;
  onStop: () => void;
}) {
  const t = useTranslations("talk.upload");
  const format = useFormat();
  if (upload === null || upload.is === "refused") {
    const problem = upload?.problem ?? (take.problem && problemOfTake(take.problem));
    return problem ? <ProblemNotice error={problem} /> : <Spinner label={t("preparing")} />;
  }
  switch (upload.is) {
    case "sending":
      return (
        <div className="grid gap-3">
          <Progress
            label={t("sending")}
            value={upload.sent === null ? null : upload.sent / upload.total}
            note={
              upload.sent === null
                ? format.bytes(upload.total)
                : t("of", { sent: format.bytes(upload.sent), total: format.bytes(upload.total) })
            }
          />
          <StopButton onStop={onStop} />
        </div>
      );
    case "waiting": {
      const offline = upload.why.kind === "offline";
      return (
        <Notice
          kind="warn"
          live
          title={t(offline ? "offline.title" : "waiting.title")}
          action={<StopButton onStop={onStop} />}
        >
          {t(offline ? "offline.detail" : "waiting.detail")}
        </Notice>
      );
    }
    case "signed-out":
      return (
        <Notice kind="warn" live title={t("signedOut.title")}>
          {t("signedOut.detail")}
        </Notice>
      );
    case "elsewhere":
      return (
        <Notice title={t("elsewhere.title")} live>
          {t("elsewhere.detail")}
        </Notice>
      );
    default:
      return <Spinner label={t(upload.is === "preparing" ? "preparing" : "starting")} />;
  }
}

function StopButton({ onStop }: { onStop: () => void }) {
  const t = useTranslations("talk.upload");
  return (
    <Button className="justify-self-start" onClick={onStop}>
      {t("stop")}
    </Button>
  );
}

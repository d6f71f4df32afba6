import { useEffect } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { Button, Card, CardTitle, EmptyState, Skeleton } from "@/components/ui";
import { pageTakes } from "@/lib/capture/page";
import { useUpload } from "@/lib/capture/use-upload";
import { useWaitingTakes } from "@/lib/practice/use-waiting-takes";

import { Review } from "./review";
import { UploadStatus } from "./upload-status";

/** A take of this browser after it was recorded: looked at, or on its way. A reload comes back to it. */
export function TakeStage({
  id,
  onSession,
  onAgain,
}: {
  id: string;
  onSession: (session: string) => void;
  onAgain: () => void;
}) {
  const t = useTranslations("talk.upload");
  const { upload, send, stop } = useUpload(id);
  const waiting = useWaitingTakes();
  const take = waiting.data?.find((one) => one.id === id);
  const session = upload?.is === "done" ? upload.session : null;
  useEffect(() => {
    if (session !== null) onSession(session);
  }, [session, onSession]);

  if (waiting.isPending || session !== null) return <Skeleton className="h-64" />;
  if (take === undefined) {
    return (
      <EmptyState
        title={t("gone.title")}
        action={
          <Button asChild>
            <Link to="/talk">{t("gone.action")}</Link>
          </Button>
        }
      >
        {t("gone.detail")}
      </EmptyState>
    );
  }
  if (take.state === "uploading" || take.state === "uploaded") {
    return (
      <Card className="grid gap-4">
        <CardTitle>{take.title}</CardTitle>
        <UploadStatus take={take} upload={upload} onStop={() => void stop()} />
        <p className="text-sm text-ink-soft">{t("mayLeave")}</p>
      </Card>
    );
  }
  if (take.state === "recording") return <Skeleton className="h-64" />;
  return (
    <Review
      key={take.id}
      take={take}
      onSend={() => void send()}
      onAgain={() => void pageTakes().remove(id).then(onAgain)}
    />
  );
}

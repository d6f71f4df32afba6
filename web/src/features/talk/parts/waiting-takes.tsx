import { Play, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { Button, Card, CardTitle, ConfirmDialog } from "@/components/ui";
import { pageTakes } from "@/lib/capture/page";
import type { KeptTake } from "@/lib/capture/take";
import { usePlayback } from "@/lib/capture/use-playback";
import { useUpload } from "@/lib/capture/use-upload";
import { useFormat } from "@/lib/i18n/use-format";
import { useWaitingTakes } from "@/lib/practice/use-waiting-takes";

import { PlayerBar } from "./player-bar";
import { UploadStatus } from "./upload-status";
import { useSound } from "./use-sound";

/** Takes that are still in this browser alone: send, listen, delete. */
export function WaitingTakes() {
  const t = useTranslations("talk.waiting");
  const waiting = useWaitingTakes();
  const takes = (waiting.data ?? []).filter(({ kind, state }) => kind !== "attempt" && state !== "recording");
  if (takes.length === 0) return null;
  return (
    <Card className="grid gap-4 border-warn">
      <div className="grid gap-1">
        <CardTitle>{t("title", { count: takes.length })}</CardTitle>
        <p className="text-sm text-ink-soft">{t("detail", { count: takes.length })}</p>
      </div>
      <ul className="grid gap-4 divide-y divide-line">
        {takes.map((take) => (
          <WaitingTake key={take.id} take={take} />
        ))}
      </ul>
    </Card>
  );
}

function WaitingTake({ take }: { take: KeptTake }) {
  const t = useTranslations("talk.waiting");
  const format = useFormat();
  const { upload, send, stop } = useUpload(take.id);
  const [listening, setListening] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { title } = take;
  const sent = take.state === "uploaded";
  const sending = sent || take.state === "uploading";
  return (
    <li className="grid gap-3 pt-4 first:pt-0">
      <div className="grid gap-0.5">
        <Link to={`/talk/new?take=${take.id}`} className="justify-self-start rounded-sm font-semibold">
          {title}
        </Link>
        <span className="text-sm text-ink-soft">
          {format.ago(new Date(take.createdAt))}
          {take.seconds === null ? "" : ` · ${format.clock(take.seconds)}`} · {format.bytes(take.bytes)}
        </span>
      </div>
      {sending ? (
        <UploadStatus take={take} upload={upload} onStop={() => void stop()} />
      ) : (
        <>
          {take.problem && <UploadStatus take={take} upload={null} onStop={() => void stop()} />}
          {listening && <Listen take={take} />}
          <div className="flex flex-wrap gap-2.5">
            <Button
              icon={<Send aria-hidden className="size-4.5" />}
              aria-label={t("sendWords", { title })}
              onClick={() => void send()}
            >
              {t("send")}
            </Button>
            {!listening && (
              <Button
                look="quiet"
                icon={<Play aria-hidden className="size-4.5" />}
                aria-label={t("listenWords", { title })}
                onClick={() => setListening(true)}
              >
                {t("listen")}
              </Button>
            )}
            <Button
              look="quiet"
              icon={<Trash2 aria-hidden className="size-4.5" />}
              aria-label={t("deleteWords", { title })}
              onClick={() => setDeleting(true)}
            >
              {t("delete")}
            </Button>
          </div>
        </>
      )}
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={t("deleteSure.title", { title })}
        confirm={t("deleteSure.confirm")}
        onConfirm={() => void pageTakes().remove(take.id)}
      >
        {t("deleteSure.detail")}
      </ConfirmDialog>
    </li>
  );
}

function Listen({ take }: { take: KeptTake }) {
  return <PlayerBar playback={usePlayback(useSound(take.id), take.seconds)} />;
}

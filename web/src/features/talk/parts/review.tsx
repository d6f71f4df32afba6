import { RotateCcw, Send } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, Card, CardTitle, ConfirmDialog, Field, Input, Notice } from "@/components/ui";
import { pageTakes } from "@/lib/capture/page";
import { problemOfTake } from "@/lib/capture/take-problem";
import type { KeptTake } from "@/lib/capture/take";
import { usePlayback } from "@/lib/capture/use-playback";
import { useFormat } from "@/lib/i18n/use-format";

import { TITLE_CHARS } from "./about";
import { PlayerBar } from "./player-bar";
import { useSound } from "./use-sound";

/** A take that is in this browser alone: listen to it, and send it or do it over. */
export function Review({
  take,
  onSend,
  onAgain,
}: {
  take: KeptTake;
  onSend: () => void;
  onAgain: () => void;
}) {
  const t = useTranslations("talk.review");
  const format = useFormat();
  const playback = usePlayback(useSound(take.id), take.seconds);
  const [title, setTitle] = useState(take.title);
  const [again, setAgain] = useState(false);
  const seconds = playback.duration ?? take.seconds;
  const send = async () => {
    playback.pause();
    if (title.trim() !== "" && title !== take.title)
      await pageTakes().change(take.id, { title: title.trim() });
    onSend();
  };
  return (
    <Card className="grid gap-6" aria-labelledby="review">
      <div className="grid gap-1">
        <CardTitle id="review">{t("title")}</CardTitle>
        <p className="text-sm text-ink-soft">
          {seconds === null ? null : `${format.clock(seconds)} · `}
          {format.bytes(take.bytes)} · {t(take.kept === "disk" ? "onDisk" : "inMemory")}
        </p>
      </div>
      <PlayerBar playback={playback} />
      {take.kept !== "disk" && (
        <Notice kind="warn" title={t("inMemoryNotice.title")}>
          {t("inMemoryNotice.detail")}
        </Notice>
      )}
      {take.problem && <ProblemNotice error={problemOfTake(take.problem)} />}
      <Field label={t("name")}>
        <Input value={title} maxLength={TITLE_CHARS} onChange={({ target }) => setTitle(target.value)} />
      </Field>
      <div className="flex flex-wrap gap-2.5">
        <Button
          look="primary"
          size="lg"
          icon={<Send aria-hidden className="size-5" />}
          onClick={() => void send()}
        >
          {t("send")}
        </Button>
        <Button
          size="lg"
          icon={<RotateCcw aria-hidden className="size-5" />}
          onClick={() => {
            playback.pause();
            setAgain(true);
          }}
        >
          {t("again")}
        </Button>
        <Button asChild look="quiet" size="lg">
          <Link to="/talk">{t("later")}</Link>
        </Button>
      </div>
      <ConfirmDialog
        open={again}
        onOpenChange={setAgain}
        title={t("againSure.title")}
        confirm={t("againSure.confirm")}
        onConfirm={onAgain}
      >
        {t("againSure.detail")}
      </ConfirmDialog>
    </Card>
  );
}

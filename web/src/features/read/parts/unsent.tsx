import { useState } from "react";
import { useNavigate } from "react-router";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, Card, CardTitle } from "@/components/ui";
import { pageTakes } from "@/lib/capture/page";
import type { KeptTake } from "@/lib/capture/take";
import { useFormat } from "@/lib/i18n/use-format";
import { useWaitingTakes } from "@/lib/practice/use-waiting-takes";

import { useSendReading } from "./use-send-reading";

/** Readings from before this sentence that the server does not have; each can be sent now. */
export function Unsent() {
  const t = useTranslations("read.unsent");
  const navigate = useNavigate();
  const waiting = useWaitingTakes();
  const [opened] = useState(() => Date.now());
  const left = (waiting.data ?? []).filter(
    ({ kind, state, createdAt }) => kind === "attempt" && state !== "recording" && createdAt < opened,
  );
  if (left.length === 0) return null;
  return (
    <Card className="grid gap-4 border-warn">
      <div className="grid gap-1">
        <CardTitle>{t("title", { count: left.length })}</CardTitle>
        <p className="text-sm text-ink-soft">{t("detail")}</p>
      </div>
      <ul className="grid gap-4">
        {left.map((take) => (
          <UnsentReading
            key={take.id}
            take={take}
            onOpen={(attempt) => void navigate(`/read/history/${attempt}`)}
          />
        ))}
      </ul>
    </Card>
  );
}

function UnsentReading({ take, onOpen }: { take: KeptTake; onOpen: (attempt: string) => void }) {
  const t = useTranslations("read.unsent");
  const format = useFormat();
  const send = useSendReading();
  const text = take.text ?? take.name;
  return (
    <li className="grid gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-2.5">
        <div className="grid min-w-0 flex-1 basis-60">
          <span lang={take.language ?? undefined} className="font-serif">
            {text}
          </span>
          <span className="text-sm text-ink-soft">{format.ago(new Date(take.createdAt))}</span>
        </div>
        <Button
          busy={send.isPending}
          aria-label={t("sendWords", { text })}
          onClick={() => send.mutate(take.id, { onSuccess: ({ attempt }) => onOpen(attempt.id) })}
        >
          {t("send")}
        </Button>
        <Button
          look="quiet"
          aria-label={t("discardWords", { text })}
          onClick={() => void pageTakes().remove(take.id)}
        >
          {t("discard")}
        </Button>
      </div>
      {send.isError && <ProblemNotice error={send.error} />}
    </li>
  );
}

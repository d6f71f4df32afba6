import { useMutation, useQuery } from "@tanstack/react-query";
import { RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState, ProblemNotice } from "@/components/problem";
import { Button, ConfirmDialog, Notice, Page, PageHeader, Progress, SkeletonList } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { attemptQuery, attemptRecordingQuery, deleteAttempt } from "@/lib/api/queries";
import { useFormat } from "@/lib/i18n";
import { useLanguageName } from "@/lib/i18n/language-name";
import { toast } from "@/lib/toast";

import { Result } from "../parts/result";
import { ServerWords } from "../parts/server-words";
import { useVoices } from "../parts/use-voices";

export function Component() {
  const t = useTranslations("read.attempt");
  const { attemptId = "" } = useParams();
  const attempt = useQuery(attemptQuery(attemptId));
  return (
    <Page width="narrow">
      {attempt.isSuccess ? (
        <Reading attempt={attempt.data} />
      ) : (
        <>
          <PageHeader title={t("title")} back={{ to: "/read/history", label: t("back") }} />
          {attempt.isError ? (
            <ErrorState error={attempt.error} onRetry={() => void attempt.refetch()} />
          ) : (
            <SkeletonList rows={2} />
          )}
        </>
      )}
    </Page>
  );
}

function Reading({ attempt }: { attempt: Schema<"AttemptBody"> }) {
  const t = useTranslations("read.attempt");
  const format = useFormat();
  const name = useLanguageName();
  const recording = useQuery({ ...attemptRecordingQuery(attempt.id), enabled: attempt.has_recording });
  const voices = useVoices(attempt.language, recording.data ?? null, {
    kept: attempt.has_recording,
    loading: recording.isLoading,
  });
  return (
    <>
      <PageHeader
        title={<span lang={attempt.language}>{attempt.expected}</span>}
        windowTitle={attempt.expected}
        lead={[
          attempt.translation,
          [name(attempt.language), attempt.level].filter(Boolean).join(" · "),
          t("read", { when: format.dateTime(attempt.created_at) }),
        ]
          .filter(Boolean)
          .join(" · ")}
        back={{ to: "/read/history", label: t("back") }}
      />
      <HowItWent attempt={attempt} voices={voices} />
      {recording.isError && <ProblemNotice error={recording.error} />}
      <div className="flex flex-wrap gap-2.5">
        <Button look="primary" asChild>
          <Link to={`/read?again=${attempt.id}`}>
            <RotateCcw aria-hidden className="size-4.5" />
            {t("again")}
          </Link>
        </Button>
        <Erase attempt={attempt.id} />
      </div>
    </>
  );
}

function HowItWent({
  attempt,
  voices,
}: {
  attempt: Schema<"AttemptBody">;
  voices: ReturnType<typeof useVoices>;
}) {
  const t = useTranslations("read");
  if (attempt.state === "failed") {
    return (
      <Notice kind="bad" title={t("trouble.heardFailed.title")}>
        <ServerWords>{attempt.failure ?? ""}</ServerWords>
      </Notice>
    );
  }
  if (!attempt.result) return <Progress label={t("record.hearing")} value={null} />;
  return <Result attempt={attempt} result={attempt.result} voices={voices} />;
}

function Erase({ attempt }: { attempt: string }) {
  const t = useTranslations("read.attempt");
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const erase = useMutation(deleteAttempt());
  return (
    <>
      <Button look="quiet" icon={<Trash2 aria-hidden className="size-4.5" />} onClick={() => setAsking(true)}>
        {t("erase")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("eraseTitle")}
        confirm={t("erase")}
        busy={erase.isPending}
        onConfirm={() =>
          erase.mutate(attempt, {
            onSuccess: () => {
              toast(t("erased"));
              void navigate("/read/history", { replace: true });
            },
          })
        }
      >
        <p>{t("eraseDetail")}</p>
        {erase.isError && <ProblemNotice error={erase.error} />}
      </ConfirmDialog>
    </>
  );
}

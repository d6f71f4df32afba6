import { useQuery } from "@tanstack/react-query";
import { Dumbbell, History } from "lucide-react";
import { useState } from "react";
import { Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState, ProblemNotice } from "@/components/problem";
import { Page, PageHeader, Skeleton } from "@/components/ui";
import { attemptQuery, sentenceQuery } from "@/lib/api/queries";
import { useLanguage } from "@/lib/i18n";

import { Choose } from "../parts/choose";
import { Practice } from "../parts/practice";
import { sentenceAgain, sentenceOf } from "../parts/sentence";
import { useChoice, type Choice } from "../parts/use-choice";

export function Component() {
  const t = useTranslations("read.page");
  const [params, setParams] = useSearchParams();
  const [choice, setChoice] = useChoice();
  const again = params.get("again");
  const next = () => setParams({}, { replace: true });
  return (
    <Page width="narrow">
      <PageHeader
        title={t("title")}
        actions={
          <>
            <Link
              to="/read/drill"
              className="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-sm font-medium text-accent-ink underline underline-offset-4"
            >
              <Dumbbell aria-hidden className="size-4.5" />
              <span className="max-sm:sr-only">{t("drill")}</span>
            </Link>
            <Link
              to="/read/history"
              className="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-sm font-medium text-accent-ink underline underline-offset-4"
            >
              <History aria-hidden className="size-4.5" />
              <span className="max-sm:sr-only">{t("history")}</span>
            </Link>
          </>
        }
      />
      <Choose
        choice={choice}
        onChange={(change) => {
          setChoice(change);
          if (again) next();
        }}
      />
      {again ? (
        <Again attempt={again} onAnother={next} />
      ) : (
        <Next key={`${choice.language} ${choice.level}`} choice={choice} />
      )}
    </Page>
  );
}

/** A sentence that was not read lately. */
function Next({ choice }: { choice: Choice }) {
  const t = useTranslations("read.sentence");
  const [language] = useLanguage();
  const [asked, setAsked] = useState(false);
  const next = useQuery(sentenceQuery(choice));
  if (next.isPending) return <Loading />;
  if (next.data === undefined) return <ErrorState error={next.error} onRetry={() => void next.refetch()} />;
  return (
    <>
      <Practice
        key={next.dataUpdatedAt}
        sentence={sentenceOf(next.data, language, navigator.languages)}
        note={next.data.source === "model" ? t("model") : null}
        busy={next.isFetching}
        fresh={asked}
        onAnother={() => {
          setAsked(true);
          void next.refetch();
        }}
      />
      {next.isError && <ProblemNotice error={next.error} />}
    </>
  );
}

/** A sentence of the history, once more. */
function Again({ attempt, onAnother }: { attempt: string; onAnother: () => void }) {
  const t = useTranslations("read.sentence");
  const before = useQuery({ ...attemptQuery(attempt), refetchInterval: false });
  if (before.isPending) return <Loading />;
  if (before.isError) return <ErrorState error={before.error} onRetry={() => void before.refetch()} />;
  return (
    <Practice
      key={attempt}
      sentence={sentenceAgain(before.data)}
      note={t("again")}
      busy={false}
      onAnother={onAnother}
    />
  );
}

function Loading() {
  const t = useTranslations("read.sentence");
  return (
    <div role="status" className="grid gap-4 rounded-lg border border-line bg-sheet p-8">
      <span className="sr-only">{t("loading")}</span>
      <Skeleton className="h-6 w-24" />
      <Skeleton className="h-10 w-5/6" />
      <Skeleton className="w-3/5" />
    </div>
  );
}

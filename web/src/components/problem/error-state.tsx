import { CloudOff, RotateCw, ServerCrash, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { useProblemText } from "./use-problem-text";

/** Instead of a page or a part of it that could not be had: what happened, and the next step. */
export function ErrorState({
  error,
  onRetry,
  action,
}: {
  error: unknown;
  onRetry?: () => void;
  action?: ReactNode;
}) {
  const t = useTranslations("ui");
  const { title, detail, problem } = useProblemText()(error);
  const Icon = problem.kind === "offline" ? CloudOff : problem.isConnection ? ServerCrash : TriangleAlert;
  return (
    <div
      role="alert"
      className="grid justify-items-start gap-3 rounded-lg border border-line-strong bg-sheet px-6 py-8 sm:px-8"
    >
      <Icon aria-hidden className="size-7 text-accent-ink" />
      <p className="font-serif text-lg font-semibold tracking-tight">{title}</p>
      <p className="max-w-md text-ink-soft">{detail}</p>
      {(onRetry ?? action) && (
        <div className="mt-2 flex flex-wrap gap-2.5">
          {onRetry && (
            <Button icon={<RotateCw aria-hidden className="size-4.5" />} onClick={onRetry}>
              {t("tryAgain")}
            </Button>
          )}
          {action}
        </div>
      )}
      {problem.requestId && (
        <p className="text-xs text-ink-faint">
          {t("requestId")} <code className="font-mono select-all">{problem.requestId}</code>
        </p>
      )}
    </div>
  );
}

/**
 * Above the button of a form that the server did not take. Read out when it comes. `title` and `detail` say it better
 * where the form knows more; not when the answer never came.
 */
export function ProblemNotice({
  error,
  action,
  title,
  detail,
}: {
  error: unknown;
  action?: ReactNode;
  title?: ReactNode;
  detail?: ReactNode;
}) {
  const told = useProblemText()(error);
  const better = told.problem.isConnection || told.problem.status === 429 ? {} : { title, detail };
  return (
    <Notice kind="bad" title={better.title ?? told.title} action={action} live>
      {better.detail ?? told.detail}
    </Notice>
  );
}

import { RotateCw } from "lucide-react";
import { isRouteErrorResponse, useRouteError } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Button, Page, PageHeader } from "@/components/ui";
import { ApiProblem } from "@/lib/api";

import { NotFound } from "./not-found";

/** What a page shows that broke. Needs no router around it. */
export function CrashPage({ error }: { error: unknown }) {
  const t = useTranslations("app");
  const stale = isStaleChunk(error);
  const [title, detail] = stale
    ? [t("updated.title"), t("updated.detail")]
    : [t("crash.title"), t("crash.detail")];
  return (
    <main>
      <Page width="narrow">
        <PageHeader title={title} lead={detail} />
        <div className="flex flex-wrap gap-2.5">
          <Button
            look="primary"
            icon={<RotateCw aria-hidden className="size-4.5" />}
            onClick={() => location.reload()}
          >
            {t("crash.reload")}
          </Button>
          <Button onClick={() => location.assign("/")}>{t("crash.home")}</Button>
        </div>
        {!stale && (
          <details className="text-sm text-ink-soft">
            <summary className="min-h-11 py-2.5">{t("crash.what")}</summary>
            <pre className="overflow-x-auto rounded-md bg-sunk p-4 font-mono text-xs whitespace-pre-wrap">
              {error instanceof Error ? error.message : String(error)}
            </pre>
          </details>
        )}
      </Page>
    </main>
  );
}

/** For the router: an error on a page, with the rest of the page around it. */
export function RouteError() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />;
  if (error instanceof ApiProblem) {
    return (
      <Page>
        <ErrorState error={error} onRetry={() => location.reload()} />
      </Page>
    );
  }
  return <CrashPage error={error} />;
}

/** After an update of the server, the parts that an open page still wants are no longer there. */
function isStaleChunk(error: unknown): boolean {
  return (
    error instanceof Error &&
    /dynamically imported module|Importing a module script failed/i.test(error.message)
  );
}

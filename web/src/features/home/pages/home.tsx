import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Page, PageHeader, SkeletonList } from "@/components/ui";
import { useIdentity } from "@/lib/auth";

import { NewestReport } from "../parts/newest-report";
import { NextSteps } from "../parts/next-steps";
import { useHome } from "../parts/use-home";
import { Week } from "../parts/week";
import { Welcome } from "../parts/welcome";

export function Component() {
  const t = useTranslations("home");
  const { user } = useIdentity();
  const home = useHome();
  const name = user.name.trim().split(/\s+/)[0] ?? user.name;
  return (
    <Page width="wide">
      <PageHeader
        title={t("title", { name })}
        windowTitle={t("window")}
        lead={home.empty ? t("welcome.lead") : undefined}
      />
      <Content home={home} />
    </Page>
  );
}

function Content({ home }: { home: ReturnType<typeof useHome> }) {
  if (home.pending) return <SkeletonList rows={3} />;
  if (home.error) return <ErrorState error={home.error} onRetry={home.retry} />;
  if (home.empty) return <Welcome />;
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,3fr)] lg:items-start">
      <NextSteps steps={home.steps} />
      <div className="grid gap-6 sm:grid-cols-2 lg:grid-cols-1">
        <Week days={home.days} today={home.today} streak={home.streak} />
        {home.newest && <NewestReport session={home.newest} card={home.card} />}
      </div>
    </div>
  );
}

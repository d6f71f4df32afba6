import { TrendingUp } from "lucide-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Button, EmptyState, Page, PageHeader, SkeletonList } from "@/components/ui";

import { PracticeCard } from "../parts/practice-card";
import { ReadingCard } from "../parts/reading-card";
import { ScoresCard } from "../parts/scores-card";
import { SoundsCard } from "../parts/sounds-card";
import { usePractice, type Practice } from "../parts/use-takes";

export function Component() {
  const t = useTranslations("progress");
  const practice = usePractice();
  return (
    <Page>
      <PageHeader title={t("title")} lead={t("lead")} />
      <Content practice={practice} />
    </Page>
  );
}

function Content({ practice }: { practice: Practice }) {
  const t = useTranslations("progress.empty");
  if (practice.isPending) return <SkeletonList />;
  if (practice.error) return <ErrorState error={practice.error} onRetry={practice.retry} />;
  if (practice.days.length === 0) {
    return (
      <EmptyState
        icon={<TrendingUp aria-hidden />}
        title={t("title")}
        action={
          <>
            <Button look="primary" asChild>
              <Link to="/talk/new">{t("record")}</Link>
            </Button>
            <Button asChild>
              <Link to="/read">{t("read")}</Link>
            </Button>
          </>
        }
      >
        {t("detail")}
      </EmptyState>
    );
  }
  return (
    <>
      <PracticeCard practice={practice} />
      <ScoresCard />
      <ReadingCard statistics={practice.statistics} />
      <SoundsCard />
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Notice, Page, PageHeader, SkeletonList } from "@/components/ui";
import { coachingsQuery } from "@/lib/api/queries";
import { useOrg } from "@/lib/auth";

import { Reading } from "../parts/reading";
import { Takes } from "../parts/takes";

/** What one learner practised. */
export function Component() {
  const t = useTranslations("coach.learner");
  const { userId = "" } = useParams();
  const org = useOrg()?.id ?? "";
  const coachings = useQuery(coachingsQuery(org));
  const learner = coachings.data?.find((one) => one.learner.user_id === userId)?.learner;
  const back = { to: "/learners", label: t("back") };
  return (
    <Page>
      <PageHeader title={learner?.name ?? t("back")} back={back} />
      {coachings.isPending && <SkeletonList />}
      {coachings.isError && <ErrorState error={coachings.error} onRetry={() => void coachings.refetch()} />}
      {coachings.isSuccess && !learner && (
        <Notice kind="warn" title={t("gone")}>
          {t("goneDetail")}
        </Notice>
      )}
      {learner && (
        <>
          <Takes owner={learner.user_id} />
          <Reading user={learner.user_id} />
        </>
      )}
    </Page>
  );
}

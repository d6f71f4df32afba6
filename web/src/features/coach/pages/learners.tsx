import { useQuery } from "@tanstack/react-query";
import { UsersRound } from "lucide-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { SecondFactorNeeded } from "@/components/second-factor";
import { Avatar, EmptyState, Page, PageHeader, SkeletonList } from "@/components/ui";
import { toProblem, type Schema } from "@/lib/api";
import { coachingsQuery } from "@/lib/api/queries";
import { useIdentity, useOrg } from "@/lib/auth";
import { useFormat } from "@/lib/i18n";

/** Whose practice somebody may see: a coach their learners, owners and admins everybody's that has a coach. */
export function Component() {
  const t = useTranslations("coach.learners");
  const org = useOrg()?.id ?? "";
  const { user } = useIdentity();
  const coachings = useQuery(coachingsQuery(org));
  const lacksFactor = !user.second_factor && toProblem(coachings.error).kind === "second-factor-needed";
  return (
    <Page>
      <PageHeader title={t("title")} lead={t("lead")} />
      {coachings.isPending && <SkeletonList />}
      {coachings.isError &&
        (lacksFactor ? (
          <SecondFactorNeeded />
        ) : (
          <ErrorState error={coachings.error} onRetry={() => void coachings.refetch()} />
        ))}
      {coachings.isSuccess && coachings.data.length === 0 && (
        <EmptyState icon={<UsersRound aria-hidden />} title={t("none")}>
          {t("noneDetail")}
        </EmptyState>
      )}
      {coachings.isSuccess && coachings.data.length > 0 && (
        <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-sheet">
          {coachings.data.map((coaching) => (
            <Learner key={`${coaching.coach.user_id} ${coaching.learner.user_id}`} coaching={coaching} />
          ))}
        </ul>
      )}
    </Page>
  );
}

function Learner({ coaching }: { coaching: Schema<"CoachingBody"> }) {
  const t = useTranslations("coach.learners");
  const format = useFormat();
  const { user } = useIdentity();
  const { learner, coach } = coaching;
  const about = [
    t("since", { date: format.date(coaching.created_at) }),
    coach.user_id === user.id ? null : t("coach", { name: coach.name }),
  ].filter((part) => part !== null);
  return (
    <li className="relative flex items-center gap-4 px-5 py-4 hover:bg-raised">
      <Avatar name={learner.name} />
      <div className="grid min-w-0 gap-0.5">
        <Link
          to={`/learners/${learner.user_id}`}
          className="truncate rounded-sm font-semibold after:absolute after:inset-0"
        >
          {learner.name}
        </Link>
        <span className="text-sm text-ink-soft">{about.join(" · ")}</span>
      </div>
    </li>
  );
}

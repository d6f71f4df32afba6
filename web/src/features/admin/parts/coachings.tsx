import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ErrorState, ProblemNotice } from "@/components/problem";
import { Button, Card, CardTitle, Field, Select, SkeletonList } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { addCoaching, coachingsQuery, membersQuery, removeCoaching } from "@/lib/api/queries";

export function Coachings({ org }: { org: string }) {
  const t = useTranslations("admin.people");
  const coachings = useQuery(coachingsQuery(org));
  return (
    <Card className="grid gap-5">
      <div className="grid gap-2">
        <CardTitle>{t("coaching")}</CardTitle>
        <p className="text-sm text-ink-soft">{t("coachingLead")}</p>
      </div>
      <Give org={org} />
      {coachings.isPending && <SkeletonList />}
      {coachings.isError && <ErrorState error={coachings.error} onRetry={() => void coachings.refetch()} />}
      {coachings.isSuccess && coachings.data.length === 0 && (
        <p className="text-ink-soft">{t("noCoaching")}</p>
      )}
      {coachings.isSuccess && coachings.data.length > 0 && (
        <ul className="grid gap-3">
          {coachings.data.map((coaching) => (
            <Coaching
              key={`${coaching.coach.user_id} ${coaching.learner.user_id}`}
              org={org}
              coaching={coaching}
            />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Coaching({ org, coaching }: { org: string; coaching: Schema<"CoachingBody"> }) {
  const t = useTranslations("admin.people");
  const end = useMutation(removeCoaching(org));
  const { coach, learner } = coaching;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <span>
        {coach.name} <span aria-hidden>→</span> {learner.name}
      </span>
      <Button
        aria-label={t("endOf", { coach: coach.name, learner: learner.name })}
        busy={end.isPending}
        onClick={() => end.mutate({ coach: coach.user_id, learner: learner.user_id })}
      >
        {t("end")}
      </Button>
      {end.isError && <ProblemNotice error={end.error} />}
    </li>
  );
}

function Give({ org }: { org: string }) {
  const t = useTranslations("admin.people");
  const members = useInfiniteQuery(membersQuery(org)).data ?? [];
  const [coach, setCoach] = useState("");
  const [learner, setLearner] = useState("");
  const give = useMutation(addCoaching(org));
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate({ coach, learner }, { onSuccess: () => setLearner("") });
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Who
          label={t("coach")}
          people={members.filter(({ role }) => role === "coach")}
          value={coach}
          onChange={setCoach}
        />
        <Who
          label={t("learner")}
          people={members.filter(({ user_id: user }) => user !== coach)}
          value={learner}
          onChange={setLearner}
        />
      </div>
      {give.isError && <ProblemNotice error={give.error} />}
      <div>
        <Button type="submit" busy={give.isPending} disabled={!coach || !learner}>
          {t("give")}
        </Button>
      </div>
    </form>
  );
}

function Who({
  label,
  people,
  value,
  onChange,
}: {
  label: string;
  people: readonly Schema<"MemberBody">[];
  value: string;
  onChange: (user: string) => void;
}) {
  const t = useTranslations("admin.people");
  return (
    <Field label={label}>
      <Select value={value} onChange={(event) => onChange(event.target.value)} required>
        <option value="">{t("choose")}</option>
        {people.map(({ user_id: user, name, email }) => (
          <option key={user} value={user}>
            {name} ({email})
          </option>
        ))}
      </Select>
    </Field>
  );
}

import { useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { ErrorState, ProblemNotice } from "@/components/problem";
import { Button, CardTitle, LoadMore, Notice, SkeletonList, Table, Td, Th } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { parkedJobsQuery, readyQuery, retryJob, usageQuery } from "@/lib/api/queries";
import { useOrg } from "@/lib/auth";
import { useFormat } from "@/lib/i18n";
import { toast } from "@/lib/toast";

/** How the server is, what was given up, and what was used. */
export function Component() {
  const org = useOrg();
  if (!org) return null;
  return (
    <>
      {org.role === "owner" && <Health />}
      <Jobs org={org.id} />
      <Usage org={org.id} />
    </>
  );
}

function Health() {
  const t = useTranslations("admin.running");
  const ready = useQuery(readyQuery());
  return (
    <section className="grid gap-3">
      <CardTitle>{t("health")}</CardTitle>
      {ready.isPending && <SkeletonList />}
      {ready.isError && <ErrorState error={ready.error} onRetry={() => void ready.refetch()} />}
      {ready.data?.ready === true && <Notice kind="good">{t("ready")}</Notice>}
      {ready.data?.ready === false && (
        <Notice kind="bad" title={t("notReady")} live>
          {ready.data.text}
        </Notice>
      )}
    </section>
  );
}

function Jobs({ org }: { org: string }) {
  const t = useTranslations("admin.running");
  const jobs = useInfiniteQuery(parkedJobsQuery(org));
  return (
    <section className="grid gap-3">
      <div className="grid gap-1">
        <CardTitle>{t("jobs")}</CardTitle>
        <p className="text-sm text-ink-soft">{t("jobsLead")}</p>
      </div>
      {jobs.isPending && <SkeletonList />}
      {jobs.isError && <ErrorState error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.isSuccess && jobs.data.length === 0 && <p className="text-ink-soft">{t("noJobs")}</p>}
      {jobs.isSuccess && jobs.data.length > 0 && (
        <ul className="grid gap-3">
          {jobs.data.map((job) => (
            <Job key={job.id} org={org} job={job} />
          ))}
        </ul>
      )}
      <LoadMore {...jobs} />
    </section>
  );
}

function Job({ org, job }: { org: string; job: Schema<"JobBody"> }) {
  const t = useTranslations("admin.running");
  const format = useFormat();
  const retry = useMutation(retryJob(org));
  return (
    <li className="grid gap-2 rounded-md border border-line bg-sheet px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div>
          <p className="font-mono text-sm font-semibold">{job.kind}</p>
          <p className="text-sm text-ink-soft">
            {t("tries", { tries: job.tries, most: job.max_tries, ago: format.ago(job.updated_at) })}
          </p>
        </div>
        <Button
          aria-label={t("retryOf", { kind: job.kind })}
          busy={retry.isPending}
          onClick={() => retry.mutate(job.id, { onSuccess: () => toast(t("retried")) })}
        >
          {t("retry")}
        </Button>
      </div>
      {job.error && <p className="text-sm break-words">{job.error}</p>}
      {retry.isError && <ProblemNotice error={retry.error} />}
    </li>
  );
}

function Usage({ org }: { org: string }) {
  const t = useTranslations("admin.running");
  const format = useFormat();
  const usage = useQuery(usageQuery(org));
  const month = new Intl.DateTimeFormat(format.locale, { month: "long", year: "numeric", timeZone: "UTC" });
  return (
    <section className="grid gap-3">
      <CardTitle>{t("usage")}</CardTitle>
      {usage.isPending && <SkeletonList />}
      {usage.isError && <ErrorState error={usage.error} onRetry={() => void usage.refetch()} />}
      {usage.isSuccess && (
        <Table
          caption={t("usage")}
          head={
            <>
              <Th>{t("month")}</Th>
              <Th numeric>{t("sessions")}</Th>
              <Th numeric>{t("minutes")}</Th>
              <Th numeric>{t("attempts")}</Th>
              <Th numeric>{t("bytes")}</Th>
            </>
          }
        >
          {usage.data.map((row) => (
            <tr key={row.from}>
              <Td>{month.format(new Date(row.from))}</Td>
              <Td numeric>{format.integer(row.sessions)}</Td>
              <Td numeric>{format.decimal(row.minutes)}</Td>
              <Td numeric>{format.integer(row.attempts)}</Td>
              <Td numeric>{format.bytes(row.bytes)}</Td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

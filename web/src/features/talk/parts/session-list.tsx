import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { LoadMore, SkeletonList } from "@/components/ui";
import { SessionRow } from "@/components/sessions";
import type { Schema } from "@/lib/api";
import { sessionsQuery } from "@/lib/api/queries";
import { useIdentity } from "@/lib/auth";

/** How often sessions that are being worked on are looked at, milliseconds. */
const LOOK = 3_000;

/** One's own sessions, the newest first: all, or those of a project. */
export function SessionList({
  project,
  projects,
  empty,
}: {
  project?: string;
  projects?: readonly Schema<"ProjectBody">[];
  empty: ReactNode;
}) {
  const t = useTranslations("talk.session");
  const { user } = useIdentity();
  const filter = project === undefined ? { owner: user.id } : { project };
  const list = useInfiniteQuery({
    ...sessionsQuery(filter),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((one) => one.state === "processing")) ? LOOK : false,
  });
  if (list.isPending) return <SkeletonList rows={4} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0) return empty;
  const done = list.data.filter(({ state }) => state === "done");
  const first = list.hasNextPage ? undefined : done.at(-1)?.id;
  return (
    <div className="grid gap-3">
      <ul
        aria-label={t("list")}
        className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-sheet"
      >
        {list.data.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            project={projects?.find(({ id }) => id === session.project)?.name}
            comparable={project !== undefined && session.id !== first}
          />
        ))}
      </ul>
      <LoadMore {...list} />
    </div>
  );
}

import { useInfiniteQuery, useQueries, useQuery } from "@tanstack/react-query";

import { scoresQuery, sessionQuery, sessionsQuery, statisticsQuery } from "@/lib/api/queries";
import { useIdentity } from "@/lib/auth";
import { dayAfter, dayOf, practiceDays, streakOf } from "@/lib/practice/days";

import type { ScoredTake } from "./series";

/** How many takes are compared: each is a request of its own, and older ones say little of where somebody stands. */
export const MOST_TAKES = 30;
/** Days that minutes and counts are of. */
export const RECENT_DAYS = 30;

/** One's newest takes of a project, or of all, with their scores. */
export function useScoredTakes(project: string | null) {
  const { user } = useIdentity();
  const list = useInfiniteQuery(
    sessionsQuery({ owner: user.id, state: "done", ...(project ? { project } : {}) }),
  );
  const sessions = (list.data ?? []).slice(0, MOST_TAKES);
  const scores = useQueries({ queries: sessions.map(({ id }) => scoresQuery(id)) });
  const takes: ScoredTake[] = sessions.flatMap(({ id, title, created_at }, index) => {
    const cards = scores[index]?.data;
    return cards ? [{ id, title, created_at, cards }] : [];
  });
  return {
    takes,
    more: (list.data?.length ?? 0) > MOST_TAKES || list.hasNextPage,
    isPending: list.isPending || scores.some((one) => one.isPending),
    error: list.error ?? scores.find((one) => one.error)?.error ?? null,
    retry: () => void Promise.all([list.refetch(), ...scores.map((one) => one.refetch())]),
  };
}

/** How much was practised: days with their counts, and minutes of the last weeks. */
export function usePractice() {
  const { user } = useIdentity();
  const list = useInfiniteQuery(sessionsQuery({ owner: user.id }));
  const statistics = useQuery(statisticsQuery());
  const today = dayOf(new Date().toISOString());
  const since = dayAfter(today, 1 - RECENT_DAYS);
  const takes = (list.data ?? []).filter(({ state }) => state !== "created");
  const recent = takes.filter(({ created_at }) => dayOf(created_at) >= since);
  const timed = recent.slice(0, MOST_TAKES);
  const details = useQueries({ queries: timed.map(({ id }) => sessionQuery(id)) });
  const seconds = details.reduce((sum, { data }) => sum + (data?.media?.seconds ?? 0), 0);
  const days = practiceDays(takes, statistics.data?.by_day ?? []);
  const oldest = takes.at(-1);
  return {
    isPending: list.isPending || statistics.isPending,
    error: list.error ?? statistics.error,
    retry: () => void Promise.all([list.refetch(), statistics.refetch()]),
    statistics: statistics.data,
    days,
    today,
    streak: streakOf(days, today),
    recent: {
      takes: recent.length,
      /** Whether the list ends within these days, so that there may be more. */
      more: list.hasNextPage && oldest !== undefined && dayOf(oldest.created_at) >= since,
      readings: days.filter(({ day }) => day >= since).reduce((sum, { readings }) => sum + readings, 0),
      minutes: seconds / 60,
      timed: timed.length,
      timing: details.some((one) => one.isPending),
    },
  };
}

export type Practice = ReturnType<typeof usePractice>;

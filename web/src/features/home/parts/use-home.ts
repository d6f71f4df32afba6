import { useInfiniteQuery, useQuery } from "@tanstack/react-query";

import { drillsQuery, dueSoundsQuery, scoresQuery, sessionsQuery, statisticsQuery } from "@/lib/api/queries";
import { useIdentity } from "@/lib/auth";
import { dayOf, practiceDays, streakOf } from "@/lib/practice/days";
import { useWaitingTakes } from "@/lib/practice/use-waiting-takes";

import { stepsOf } from "./steps";

/** How often sessions that are being worked on are looked at, milliseconds. */
const LOOK = 3_000;

/** Everything that the start shows. `empty` is for somebody who has done nothing yet. */
export function useHome() {
  const { user } = useIdentity();
  const waiting = useWaitingTakes();
  const list = useInfiniteQuery({
    ...sessionsQuery({ owner: user.id }),
    refetchInterval: ({ state }) => {
      const running = state.data?.pages.some(({ items }) => items.some((one) => one.state === "processing"));
      return running ? LOOK : false;
    },
  });
  const statistics = useQuery(statisticsQuery());
  const sessions = list.data ?? [];
  const newest = sessions.find(({ state }) => state === "done");
  const drills = useQuery({ ...drillsQuery(newest?.id ?? ""), enabled: newest !== undefined });
  const scores = useQuery({ ...scoresQuery(newest?.id ?? ""), enabled: newest !== undefined });

  const readsEnglish = statistics.data?.by_language.some(({ language }) => language === "en") ?? false;
  const due = useQuery({ ...dueSoundsQuery(), enabled: readsEnglish });

  const today = dayOf(new Date().toISOString());
  const recorded = sessions.filter(({ state }) => state !== "created");
  const days = practiceDays(recorded, statistics.data?.by_day ?? []);
  const readToday = statistics.data?.by_day.find(({ day }) => day === today)?.attempts ?? 0;
  const error = list.error ?? statistics.error;
  return {
    error,
    retry: () => void Promise.all([list.refetch(), statistics.refetch()]),
    pending: list.isPending || statistics.isPending || waiting.isPending,
    empty: recorded.length === 0 && statistics.data?.total.attempts === 0 && waiting.data?.length === 0,
    steps: stepsOf({
      waiting: waiting.data ?? [],
      sessions,
      drills: drills.data ?? [],
      dueSounds: due.data?.sounds ?? [],
      readToday,
    }),
    newest,
    card: scores.data?.[0]?.card,
    days,
    today,
    streak: streakOf(days, today),
  };
}

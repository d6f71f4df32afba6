/** The day of a moment where its reader is, as `2026-05-01`. */
export function dayOf(moment: string): string {
  const at = new Date(moment);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** A list, newest first, cut where the reader's day changes. */
export function byDay<T extends { created_at: string }>(items: readonly T[]): { day: string; items: T[] }[] {
  const days: { day: string; items: T[] }[] = [];
  for (const item of items) {
    const day = dayOf(item.created_at);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}

/** Noon of a day such as `2026-05-01`, so that no time zone makes it another one. */
export function noonOf(day: string): Date {
  return new Date(`${day}T12:00:00`);
}

/** How much was practised on a day. */
export type PracticeDay = { day: string; takes: number; readings: number };

/** Days with practice of any kind, the earliest first: takes by when they were made, readings as the server counts them. */
export function practiceDays(
  takes: readonly { created_at: string }[],
  readings: readonly { day: string; attempts: number }[],
): PracticeDay[] {
  const days = new Map<string, PracticeDay>();
  const on = (day: string) => {
    const known = days.get(day) ?? { day, takes: 0, readings: 0 };
    days.set(day, known);
    return known;
  };
  for (const take of takes) on(dayOf(take.created_at)).takes += 1;
  for (const { day, attempts } of readings) on(day).readings += attempts;
  return [...days.values()].sort((a, b) => a.day.localeCompare(b.day));
}

/** The day that is `count` days after another, or before it. */
export function dayAfter(day: string, count: number): string {
  const at = noonOf(day);
  at.setDate(at.getDate() + count);
  return dayOf(at.toISOString());
}

/** Days in a row up to today, or up to yesterday while today is still without practice: as the server counts readings. */
export function streakOf(days: readonly PracticeDay[], today: string): number {
  const there = new Set(days.filter((day) => day.takes + day.readings > 0).map(({ day }) => day));
  let day = there.has(today) ? today : dayAfter(today, -1);
  let count = 0;
  while (there.has(day)) {
    count += 1;
    day = dayAfter(day, -1);
  }
  return count;
}

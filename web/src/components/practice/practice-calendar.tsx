import { useFormat } from "@/lib/i18n/use-format";
import { dayAfter, noonOf, type PracticeDay } from "@/lib/practice/days";
import { cn } from "@/lib/util/cn";

/** Weeks on a wide page; a phone shows the later half. */
const WEEKS = 26;
const NARROW = 14;

/** How much of a day's square is filled, by how much was practised: the more, the larger. Never colour alone. */
const SIZES = ["", "size-[45%]", "size-[65%]", "size-[82%]", "size-full"] as const;

export function amountOf({ takes, readings }: Pick<PracticeDay, "takes" | "readings">): 0 | 1 | 2 | 3 | 4 {
  // A take is minutes, a reading half a minute.
  const amount = 3 * takes + readings;
  if (amount === 0) return 0;
  if (amount < 3) return 1;
  if (amount < 6) return 2;
  return amount < 12 ? 3 : 4;
}

/** Weeks of days, the latest at the end, beginning where weeks begin. */
export function weeksUpTo(today: string, weeks: number, firstDay: number): string[][] {
  const weekday = noonOf(today).getDay();
  const begin = dayAfter(today, -((weekday - firstDay + 7) % 7) - 7 * (weeks - 1));
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => dayAfter(begin, 7 * week + day)).filter((day) => day <= today),
  );
}

/** On which days there was practice. `words` says what was done on a day. */
export function PracticeCalendar({
  title,
  days,
  today,
  words,
}: {
  title: string;
  days: readonly PracticeDay[];
  today: string;
  words: (day: PracticeDay) => string;
}) {
  const { locale } = useFormat();
  const known = new Map(days.map((day) => [day.day, day]));
  const weeks = weeksUpTo(today, WEEKS, firstDayOf(locale));
  const month = new Intl.DateTimeFormat(locale, { month: "short" });
  const long = new Intl.DateTimeFormat(locale, { dateStyle: "full" });
  const practised = weeks.flat().flatMap((day) => known.get(day) ?? []);
  return (
    <figure aria-label={title} className="grid gap-2">
      <figcaption className="text-sm font-semibold">{title}</figcaption>
      <div aria-hidden className="flex gap-[3px]">
        {weeks.map((week, index) => {
          const begins = week.find((day) => day.endsWith("-01"));
          return (
            <div
              key={week[0]}
              className={cn(
                "grid min-w-0 grow basis-0 grid-cols-[minmax(0,1fr)] content-start gap-[3px]",
                index < WEEKS - NARROW && "max-sm:hidden",
              )}
            >
              <span className="h-5 overflow-visible text-xs whitespace-nowrap text-ink-faint">
                {begins && index < WEEKS - 1 && month.format(noonOf(begins))}
              </span>
              {week.map((day) => (
                <Square key={day} day={known.get(day)} title={long.format(noonOf(day))} words={words} />
              ))}
            </div>
          );
        })}
      </div>
      <ul className="sr-only">
        {practised.map((day) => (
          <li key={day.day}>
            {long.format(noonOf(day.day))}: {words(day)}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Square({
  day,
  title,
  words,
}: {
  day: PracticeDay | undefined;
  title: string;
  words: (day: PracticeDay) => string;
}) {
  return (
    <span
      title={day ? `${title}: ${words(day)}` : title}
      className="flex aspect-square items-center justify-center rounded-xs bg-sunk outline outline-1 -outline-offset-1 outline-line"
    >
      {day && <span className={cn("rounded-xs bg-accent", SIZES[amountOf(day)])} />}
    </span>
  );
}

/** The weekday that weeks begin with, 0 for Sunday: Monday where the browser does not say. */
function firstDayOf(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (known.getWeekInfo?.() ?? known.weekInfo ?? { firstDay: 1 }).firstDay % 7;
}

import { Check } from "lucide-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { Card, CardTitle } from "@/components/ui";
import { useFormat } from "@/lib/i18n/use-format";
import { dayAfter, noonOf, type PracticeDay } from "@/lib/practice/days";
import { cn } from "@/lib/util/cn";

/** The last seven days, today at the end, and how many there were in a row. */
export function Week({
  days,
  today,
  streak,
}: {
  days: readonly PracticeDay[];
  today: string;
  streak: number;
}) {
  const t = useTranslations("home.week");
  const practised = days.some(({ day }) => day === today);
  const week = Array.from({ length: 7 }, (_, index) => dayAfter(today, index - 6));
  return (
    <Card className="grid content-start gap-4">
      <div className="grid gap-1">
        <CardTitle>{t("title")}</CardTitle>
        <p className="text-sm text-ink-soft">
          <span className="font-medium text-ink">{t("streak", { count: streak })}</span>
          {". "}
          {practised ? t("kept") : streak > 0 ? t("keep") : t("begin")}
        </p>
      </div>
      <ol className="grid grid-cols-7 gap-1">
        {week.map((day) => (
          <Day key={day} day={day} today={day === today} practice={days.find((one) => one.day === day)} />
        ))}
      </ol>
      <Link
        to="/progress"
        className="inline-flex min-h-11 items-center justify-self-start rounded-sm font-medium text-accent-ink underline underline-offset-4"
      >
        {t("more")}
      </Link>
    </Card>
  );
}

function Day({ day, today, practice }: { day: string; today: boolean; practice: PracticeDay | undefined }) {
  const t = useTranslations("home.week");
  const { locale } = useFormat();
  const at = noonOf(day);
  const short = new Intl.DateTimeFormat(locale, { weekday: "narrow" }).format(at);
  const long = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" }).format(at);
  const { takes, readings } = practice ?? { takes: 0, readings: 0 };
  const words = practice
    ? t("done", { day: long, takes, readings, both: takes > 0 && readings > 0 ? "yes" : "no" })
    : t("none", { day: long });
  return (
    <li className="grid justify-items-center gap-1.5">
      <span className="sr-only">{words}</span>
      <span aria-hidden className={cn("text-xs", today ? "font-bold text-ink" : "text-ink-soft")}>
        {short}
      </span>
      <span
        aria-hidden
        className={cn(
          "inline-flex aspect-square w-full max-w-10 items-center justify-center rounded-full border",
          practice ? "border-accent bg-accent text-on-accent" : "border-line-strong",
          today && !practice && "border-2 border-dashed border-accent",
        )}
      >
        {practice && <Check className="size-4" strokeWidth={3} />}
      </span>
    </li>
  );
}

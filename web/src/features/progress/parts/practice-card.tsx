import { useTranslations } from "use-intl";

import { PracticeCalendar } from "@/components/practice/practice-calendar";
import { Card, CardTitle, Stat } from "@/components/ui";
import { useFormat } from "@/lib/i18n";

import { RECENT_DAYS, type Practice } from "./use-takes";

/** How much was practised lately, and on which days. */
export function PracticeCard({ practice }: { practice: Practice }) {
  const t = useTranslations("progress.practice");
  const format = useFormat();
  const { recent, streak, days, today } = practice;
  return (
    <Card aria-labelledby="practice" className="grid gap-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <CardTitle id="practice">{t("title")}</CardTitle>
        <p className="text-sm text-ink-soft">{t("last", { days: RECENT_DAYS })}</p>
      </div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-5 sm:grid-cols-4">
        <Stat
          label={t("minutes")}
          value={recent.timing ? "…" : format.integer(recent.minutes)}
          note={recent.timed < recent.takes ? t("minutesOf", { count: recent.timed }) : undefined}
        />
        <Stat
          label={t("takes")}
          value={format.integer(recent.takes)}
          note={recent.more ? t("takesMore") : undefined}
        />
        <Stat label={t("readings")} value={format.integer(recent.readings)} />
        <Stat label={t("streak")} value={format.integer(streak)} />
      </dl>
      <PracticeCalendar
        title={t("calendar")}
        days={days}
        today={today}
        words={({ takes, readings }) =>
          t("day", { takes, readings, both: takes > 0 && readings > 0 ? "yes" : "no" })
        }
      />
    </Card>
  );
}

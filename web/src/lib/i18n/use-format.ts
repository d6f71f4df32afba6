import { useMemo } from "react";

import { currentLocale, useLanguage } from "./locale";

/** Numbers and times as people in the page's language write them. */
export function useFormat() {
  const [language] = useLanguage();
  return useMemo(() => makeFormat(currentLocaleOf(language)), [language]);
}

function currentLocaleOf(language: string): string {
  const locale = currentLocale();
  return locale.startsWith(language) ? locale : language;
}

export type Format = ReturnType<typeof makeFormat>;

export function makeFormat(locale: string) {
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const oneDigit = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const share = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const bytesIn = (unit: string) =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

  return {
    locale,
    /** 1,234 */
    integer: (value: number) => whole.format(value),
    /** 3.4 */
    decimal: (value: number) => oneDigit.format(value),
    /** 0.42 as 42 % */
    percent: (value: number) => share.format(value),
    /** 12.3 MB */
    bytes: (value: number) => {
      const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
      const step = Math.min(units.length - 1, value < 1 ? 0 : Math.floor(Math.log10(value) / 3));
      return bytesIn(units[step] ?? "byte").format(value / 1000 ** step);
    },
    /** Seconds as 3:07, or 1:03:07; the same in every language, as on every player. */
    clock: (seconds: number) => {
      const all = Math.max(0, Math.round(seconds));
      const [hours, minutes, rest] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
      const tail = String(rest).padStart(2, "0");
      return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
    },
    /** 14 Mar 2026 */
    date: (when: string | Date) => date.format(new Date(when)),
    /** 14 Mar 2026, 09:30 */
    dateTime: (when: string | Date) => dateTime.format(new Date(when)),
    /** "yesterday", "3 minutes ago"; a date when it is more than a month off. */
    ago: (when: string | Date, now: Date = new Date()) => {
      const seconds = (new Date(when).getTime() - now.getTime()) / 1000;
      const steps: [Intl.RelativeTimeFormatUnit, number, number][] = [
        ["second", 1, 60],
        ["minute", 60, 3600],
        ["hour", 3600, 86_400],
        ["day", 86_400, 30 * 86_400],
      ];
      for (const [unit, size, below] of steps) {
        if (Math.abs(seconds) < below) return relative.format(Math.round(seconds / size), unit);
      }
      return date.format(new Date(when));
    },
  };
}

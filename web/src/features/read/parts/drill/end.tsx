import { useQuery } from "@tanstack/react-query";
import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { Button, Card, CardTitle } from "@/components/ui";
import { dueSoundsQuery } from "@/lib/api/queries";
import { useFormat } from "@/lib/i18n/use-format";
import { noonOf } from "@/lib/practice/days";

import { useFocused } from "../use-focused";
import type { Change, Summary } from "./summary";

const SIGNS: Record<Change, { Icon: typeof ArrowRight; tone: string }> = {
  better: { Icon: ArrowUpRight, tone: "text-good" },
  same: { Icon: ArrowRight, tone: "text-ink-soft" },
  worse: { Icon: ArrowDownRight, tone: "text-warn" },
};

/** How a session went, sound by sound, and where to go from here. */
export function End({
  lines,
  busy,
  onMore,
}: {
  lines: readonly Summary[];
  busy: boolean;
  onMore: () => void;
}) {
  const t = useTranslations("read.drill");
  const format = useFormat();
  const focused = useFocused<HTMLHeadingElement>();
  return (
    <Card className="grid gap-6 sm:p-8" aria-labelledby="end">
      <CardTitle id="end" ref={focused} tabIndex={-1}>
        {t("end")}
      </CardTitle>
      {lines.length === 0 && <p className="text-ink-soft">{t("nothingSaid")}</p>}
      <ul className="grid gap-4">
        {lines.map(({ sound, times, mean, low, high, change }) => {
          const { Icon, tone } = SIGNS[change];
          return (
            <li key={sound.arpabet} className="grid gap-0.5">
              <p className="flex flex-wrap items-center gap-x-2.5 font-semibold">
                /{sound.ipa}/{" "}
                <span className={`inline-flex items-center gap-1 font-medium ${tone}`}>
                  <Icon aria-hidden className="size-4.5" />
                  {t(`change.${change}`)}
                </span>
              </p>
              <p className="text-sm text-ink-soft">
                {t("compared", {
                  times,
                  mean: format.integer(mean),
                  low: format.integer(low),
                  high: format.integer(high),
                  before: format.integer(sound.score),
                  lowBefore: format.integer(sound.low),
                  highBefore: format.integer(sound.high),
                })}
              </p>
            </li>
          );
        })}
      </ul>
      <Due />
      <div className="flex flex-wrap gap-2.5">
        <Button look="primary" busy={busy} onClick={onMore}>
          {t("more")}
        </Button>
        <Button asChild>
          <Link to="/progress">{t("progress")}</Link>
        </Button>
      </div>
    </Card>
  );
}

/** What comes next, now that this was said. Without an answer of the server nothing is missed. */
function Due() {
  const t = useTranslations("read.drill.due");
  const format = useFormat();
  const { data, isFetching } = useQuery(dueSoundsQuery());
  if (!data || isFetching) return null;
  const { sounds, next } = data;
  return (
    <p role="status" className="text-sm text-ink-soft">
      {sounds.length > 0
        ? t("now", { sounds: sounds.map(({ ipa }) => `/${ipa}/`).join(", ") })
        : next
          ? t("later", { day: format.date(noonOf(next)) })
          : t("none")}
    </p>
  );
}

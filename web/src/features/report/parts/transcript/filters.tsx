import { memo } from "react";
import { useTranslations } from "use-intl";

import { MarkGlyph } from "@/components/charts";
import { ChartToggle } from "@/components/charts/controls";
import { MARK_KINDS, type MarkKind } from "@/components/charts/marks";
import { useFormat } from "@/lib/i18n";

interface FiltersProps {
  counts: Record<MarkKind, number>;
  shown: ReadonlySet<MarkKind>;
  onShown: (shown: ReadonlySet<MarkKind>) => void;
  only: boolean;
  onOnly: (only: boolean) => void;
  following: boolean;
  onFollowing: (following: boolean) => void;
}

/** Which marks are shown, whether only lines with such, and whether the transcript goes along with the sound. */
export const Filters = memo(function Filters({ counts, shown, onShown, ...rest }: FiltersProps) {
  const t = useTranslations("report.transcript");
  const format = useFormat();
  const toggle = (kind: MarkKind) => {
    const next = new Set(shown);
    if (!next.delete(kind)) next.add(kind);
    onShown(next);
  };
  return (
    <div
      role="group"
      aria-label={t("filters")}
      className="-m-1 flex gap-2 overflow-x-auto p-1 *:shrink-0 sm:flex-wrap"
    >
      {MARK_KINDS.filter((kind) => counts[kind] > 0).map((kind) => (
        <ChartToggle key={kind} pressed={shown.has(kind)} onToggle={() => toggle(kind)}>
          <MarkGlyph kind={kind} />
          {t(`mark.${kind}`)}
          <span data-tabular className="text-ink-faint">
            {format.integer(counts[kind])}
          </span>
        </ChartToggle>
      ))}
      <ChartToggle pressed={rest.only} onToggle={rest.onOnly}>
        {t("onlyMarked")}
      </ChartToggle>
      <ChartToggle pressed={rest.following} onToggle={rest.onFollowing}>
        {t("follow")}
      </ChartToggle>
    </div>
  );
});

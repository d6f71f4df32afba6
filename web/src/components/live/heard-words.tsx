import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

import { CardTitle } from "@/components/ui";
import type { Token } from "@/lib/live/events";

/** The words as they are heard; the newest stay in view unless the person reads further up. */
export function HeardWords({ words, language }: { words: readonly Token[]; language: string | null }) {
  const t = useTranslations("ui.live");
  const box = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  useEffect(() => {
    if (box.current && follow.current) box.current.scrollTop = box.current.scrollHeight;
  }, [words]);
  return (
    <div className="grid gap-2">
      <CardTitle>{t("words")}</CardTitle>
      {words.length === 0 ? (
        <p className="text-ink-soft">{t("noWords")}</p>
      ) : (
        <div
          ref={box}
          role="region"
          aria-label={t("words")}
          // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          tabIndex={0}
          onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
            follow.current = scrollHeight - scrollTop - clientHeight < 40;
          }}
          className="max-h-72 overflow-y-auto rounded-md bg-sunk px-4 py-3"
        >
          <p lang={language ?? undefined} className="font-serif text-lg leading-normal">
            {words.map(({ text }) => text.trim()).join(" ")}
          </p>
        </div>
      )}
    </div>
  );
}

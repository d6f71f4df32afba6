import { useTranslations } from "use-intl";

import { Card, CardTitle } from "@/components/ui";

/** The text that is being read aloud, large; bars say where to pause. */
export function Prompter({ text, language }: { text: string; language: string }) {
  const t = useTranslations("talk.record");
  return (
    <Card className="grid gap-3">
      <CardTitle>{t("prompter")}</CardTitle>
      <p
        lang={language || undefined}
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long text scrolls, and must be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-y-auto font-serif text-xl leading-normal whitespace-pre-line"
      >
        {text}
      </p>
    </Card>
  );
}

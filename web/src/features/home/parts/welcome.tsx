import { BookOpenText, Mic, type LucideIcon } from "lucide-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { Button, Card, CardTitle } from "@/components/ui";

const WAYS: readonly {
  key: "record" | "read";
  to: string;
  Icon: LucideIcon;
  look: "primary" | "secondary";
}[] = [
  { key: "record", to: "/talk/new", Icon: Mic, look: "primary" },
  { key: "read", to: "/read", Icon: BookOpenText, look: "secondary" },
];

/** The start of somebody who has done nothing yet: the two ways in. */
export function Welcome() {
  const t = useTranslations("home.welcome");
  return (
    <div className="grid gap-5 md:grid-cols-2">
      {WAYS.map(({ key, to, Icon, look }) => (
        <Card key={key} className="flex flex-col items-start gap-4 sm:p-8">
          <span className="inline-flex size-12 items-center justify-center rounded-full bg-accent-soft text-accent-ink">
            <Icon aria-hidden className="size-6" />
          </span>
          <CardTitle className="text-xl">{t(`${key}.title`)}</CardTitle>
          <p className="grow text-ink-soft">{t(`${key}.detail`)}</p>
          <Button look={look} size="lg" asChild>
            <Link to={to}>{t(`${key}.action`)}</Link>
          </Button>
        </Card>
      ))}
    </div>
  );
}

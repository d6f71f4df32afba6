import {
  AudioLines,
  BookOpenText,
  CircleAlert,
  CloudUpload,
  Dumbbell,
  Mic,
  type LucideIcon,
} from "lucide-react";
import { Link } from "react-router";
import { useTranslations } from "use-intl";

import { useServerWords } from "@/components/server-words";
import { Button, CardTitle } from "@/components/ui";
import { useLanguageName } from "@/lib/i18n/language-name";
import { recall } from "@/lib/util/keep";
import { cn } from "@/lib/util/cn";

import type { Step } from "./steps";

const ICONS: Record<Step["is"], LucideIcon> = {
  "send-takes": CloudUpload,
  running: AudioLines,
  failed: CircleAlert,
  drill: Dumbbell,
  sounds: Dumbbell,
  read: BookOpenText,
  record: Mic,
};

/** What to do next, large; what else there is, below. */
export function NextSteps({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations("home.next");
  const [first, ...rest] = steps;
  if (!first) return null;
  return (
    <section aria-labelledby="next" className="grid gap-3">
      <h2 id="next" className="text-sm font-semibold text-ink-soft">
        {t("title")}
      </h2>
      <OneStep step={first} lead />
      {rest.length > 0 && (
        <>
          <h2 className="mt-3 text-sm font-semibold text-ink-soft">{t("after")}</h2>
          <ul className="divide-y divide-line rounded-lg border border-line bg-sheet">
            {rest.map((step) => (
              <li key={"session" in step ? step.session.id : step.is}>
                <OneStep step={step} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function OneStep({ step, lead = false }: { step: Step; lead?: boolean }) {
  const { title, detail, action, to, titleLang, detailLang } = useStepWords()(step);
  const Icon = ICONS[step.is];
  return (
    <div
      className={cn(
        "flex gap-4 p-5",
        lead
          ? "flex-col items-start rounded-lg border border-line bg-sheet shadow-md sm:p-8"
          : "flex-wrap items-center sm:flex-nowrap sm:px-6",
      )}
    >
      <span
        className={cn(
          "inline-flex shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent-ink",
          lead ? "size-12" : "size-10",
        )}
      >
        <Icon aria-hidden className={lead ? "size-6" : "size-5"} />
      </span>
      <div className={cn("grid gap-1", !lead && "min-w-0 flex-1 basis-48")}>
        {lead ? (
          <CardTitle lang={titleLang} className="text-xl">
            {title}
          </CardTitle>
        ) : (
          <p lang={titleLang} className="font-semibold break-words">
            {title}
          </p>
        )}
        <p lang={detailLang} className={lead ? "text-ink-soft" : "text-sm text-ink-soft"}>
          {detail}
        </p>
      </div>
      <Button look={lead ? "primary" : "secondary"} size={lead ? "lg" : "md"} className="shrink-0" asChild>
        <Link to={to}>{action}</Link>
      </Button>
    </div>
  );
}

type StepWords = {
  title: string;
  detail: string;
  action: string;
  to: string;
  titleLang?: string;
  detailLang?: string;
};

function useStepWords(): (step: Step) => StepWords {
  const t = useTranslations("home.next");
  const name = useLanguageName();
  const words = useServerWords();
  return (step) => {
    switch (step.is) {
      case "send-takes": {
        const words = (part: "title" | "detail" | "action") => t(`send-takes.${part}`, { count: step.count });
        const to = step.readings === step.count ? "/read" : "/talk";
        return { title: words("title"), detail: words("detail"), action: words("action"), to };
      }
      case "running":
      case "failed": {
        const { id, title } = step.session;
        const detail = t(`${step.is}.detail`);
        return {
          title: t(`${step.is}.title`, { title }),
          detail,
          action: t(`${step.is}.action`),
          to: `/talk/${id}`,
        };
      }
      case "drill": {
        const { session, drill } = step.drill;
        const title = words.sentence(drill.title);
        const why = words.sentence(drill.why);
        return {
          title: title.text,
          detail: why.text,
          action: t("drill.action"),
          to: `/talk/${session}#drills`,
          titleLang: title.lang,
          detailLang: why.lang,
        };
      }
      case "sounds": {
        const sounds = step.sounds.map(({ ipa }) => `/${ipa}/`).join(", ");
        return {
          title: t("sounds.title", { sounds }),
          detail: t("sounds.detail"),
          action: t("sounds.action"),
          to: "/read/drill",
        };
      }
      case "read": {
        const what = { language: name(recall("read.language") ?? "en"), level: recall("read.level") ?? "A2" };
        const detail =
          step.today === 0 ? t("read.detail", what) : t("read.again", { ...what, count: step.today });
        return { title: t("read.title"), detail, action: t("read.action"), to: "/read" };
      }
      case "record":
        return {
          title: t("record.title"),
          detail: t("record.detail"),
          action: t("record.action"),
          to: "/talk/new",
        };
    }
  };
}

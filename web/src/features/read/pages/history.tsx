import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { BookOpenText } from "lucide-react";
import { Link, useSearchParams } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import {
  Button,
  CardTitle,
  EmptyState,
  Field,
  LoadMore,
  Page,
  PageHeader,
  Select,
  SkeletonList,
} from "@/components/ui";
import { attemptsQuery, statisticsQuery } from "@/lib/api/queries";
import { useLanguageName } from "@/lib/i18n/language-name";

import { HistoryList } from "../parts/history-list";
import { Statistics } from "../parts/statistics";

export function Component() {
  const t = useTranslations("read.history");
  const [params, setParams] = useSearchParams();
  const language = params.get("language") ?? undefined;
  const everything = useQuery(statisticsQuery());
  const practised = everything.data?.by_language.map((one) => one.language) ?? [];
  // An address may name one that was never read.
  const languages = language && !practised.includes(language) ? [...practised, language] : practised;
  return (
    <Page>
      <PageHeader
        title={t("title")}
        back={{ to: "/read", label: t("back") }}
        actions={
          languages.length > 1 && (
            <ChooseLanguage
              languages={languages}
              value={language ?? ""}
              onChange={(code) => setParams(code ? { language: code } : {}, { replace: true })}
            />
          )
        }
      />
      <Statistics filter={language ? { language } : {}} />
      <Readings language={language} />
    </Page>
  );
}

function ChooseLanguage({
  languages,
  value,
  onChange,
}: {
  languages: readonly string[];
  value: string;
  onChange: (code: string) => void;
}) {
  const t = useTranslations("read.history");
  const name = useLanguageName();
  return (
    <Field label={t("language")} className="min-w-48">
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t("all")}</option>
        {languages.map((code) => (
          <option key={code} value={code}>
            {name(code)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Readings({ language }: { language: string | undefined }) {
  const t = useTranslations("read.history");
  const name = useLanguageName();
  const list = useInfiniteQuery(attemptsQuery(language ? { language } : {}));
  if (list.isPending) return <SkeletonList />;
  if (list.data === undefined) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data.length === 0) {
    return (
      <EmptyState
        icon={<BookOpenText aria-hidden />}
        title={t("empty.title")}
        action={
          <Button look="primary" asChild>
            <Link to="/read">{t("empty.action")}</Link>
          </Button>
        }
      >
        {language ? t("empty.filtered", { language: name(language) }) : t("empty.detail")}
      </EmptyState>
    );
  }
  return (
    <section aria-labelledby="days" className="grid gap-4">
      <CardTitle id="days">{t("list")}</CardTitle>
      <HistoryList attempts={list.data} />
      <LoadMore {...list} />
    </section>
  );
}

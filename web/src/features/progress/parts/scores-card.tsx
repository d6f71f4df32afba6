import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { useServerWords } from "@/components/server-words";
import { Card, CardTitle, Field, Select, Spinner } from "@/components/ui";
import { projectsQuery } from "@/lib/api/queries";
import { useIdentity } from "@/lib/auth";

import { changeOf } from "./change";
import { ChangeWords } from "./change-words";
import { ScoreTrend } from "./score-trend";
import { OVERALL, rubricsOf, seriesOf, type RubricChoice, type Series } from "./series";
import { MOST_TAKES, useScoredTakes } from "./use-takes";

/** How the scores of one rubric went, over all takes or those of a project. */
export function ScoresCard() {
  const t = useTranslations("progress.scores");
  const { user } = useIdentity();
  const [project, setProject] = useState<string | null>(null);
  const [wanted, setWanted] = useState<string | null>(null);
  const projects = useInfiniteQuery(projectsQuery());
  const own = (projects.data ?? []).filter(({ owner }) => owner === user.id);
  const scored = useScoredTakes(project);
  const rubrics = rubricsOf(scored.takes);
  const rubric = rubrics.find(({ id }) => id === wanted) ?? rubrics[0];
  return (
    <Card aria-labelledby="scores" className="grid gap-6">
      <CardTitle id="scores">{t("title")}</CardTitle>
      {(own.length > 0 || rubrics.length > 1) && (
        <div className="flex flex-wrap gap-4">
          {own.length > 0 && (
            <Field label={t("project")} className="min-w-52">
              <Select value={project ?? ""} onChange={(event) => setProject(event.target.value || null)}>
                <option value="">{t("allProjects")}</option>
                {own.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          {rubric && rubrics.length > 1 && (
            <ChooseRubric rubrics={rubrics} value={rubric.id} onChange={setWanted} />
          )}
        </div>
      )}
      {scored.isPending ? (
        <Spinner label={t("loading")} />
      ) : scored.error ? (
        <ErrorState error={scored.error} onRetry={scored.retry} />
      ) : !rubric ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <>
          <AllSeries series={seriesOf(scored.takes, rubric.id)} />
          <Notes leftOut={scored.takes.length - rubric.takes} more={scored.more} />
        </>
      )}
    </Card>
  );
}

function ChooseRubric({
  rubrics,
  value,
  onChange,
}: {
  rubrics: readonly RubricChoice[];
  value: string;
  onChange: (id: string) => void;
}) {
  const t = useTranslations("progress");
  const words = useServerWords();
  return (
    <Field label={t("scores.rubric")} className="min-w-52">
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        {rubrics.map((one) => (
          <option key={one.id} value={one.id}>
            {t("scores.rubricChoice", {
              title: words.rubric(one.name, one.title).text,
              version: one.version,
              takes: one.takes,
            })}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function Notes({ leftOut, more }: { leftOut: number; more: boolean }) {
  const t = useTranslations("progress.scores");
  if (leftOut === 0 && !more) return null;
  return (
    <p className="text-sm text-ink-soft">
      {leftOut > 0 && t("leftOut", { count: leftOut })} {more && t("limit", { count: MOST_TAKES })}
    </p>
  );
}

/** The whole, large; its criteria, small beside one another. */
function AllSeries({ series }: { series: readonly Series[] }) {
  const whole = series.find(({ key }) => key === OVERALL);
  const criteria = series.filter(({ key }) => key !== OVERALL);
  return (
    <>
      {whole && <OneSeries series={whole} large />}
      <div className="grid gap-x-8 gap-y-7 sm:grid-cols-2">
        {criteria.map((one) => (
          <OneSeries key={one.key} series={one} />
        ))}
      </div>
    </>
  );
}

function OneSeries({ series, large = false }: { series: Series; large?: boolean }) {
  const t = useTranslations("progress.scores");
  const words = useServerWords();
  const title = series.key === OVERALL ? t("overall") : words.criterion(series.key, series.title).text;
  const last = series.points.at(-1);
  if (!last) return null;
  return (
    <section className="grid content-start gap-2" aria-label={title}>
      <h3 className={large ? "font-serif text-lg font-semibold" : "text-sm font-semibold"}>{title}</h3>
      <ChangeWords change={changeOf(series.points)} last={last} />
      <ScoreTrend title={title} points={series.points} large={large} />
    </section>
  );
}

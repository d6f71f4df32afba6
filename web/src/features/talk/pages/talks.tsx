import { FolderPlus, Mic } from "lucide-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Button, CardTitle, EmptyState, LoadMore, Page, PageHeader, SkeletonList } from "@/components/ui";
import { projectsQuery } from "@/lib/api/queries";
import { useIdentity } from "@/lib/auth";

import { NewProject } from "../parts/new-project";
import { ProjectList } from "../parts/project-list";
import { SessionList } from "../parts/session-list";
import { WaitingTakes } from "../parts/waiting-takes";

/** One's takes and the projects that they belong to. */
export function Component() {
  const t = useTranslations("talk.talks");
  const { user } = useIdentity();
  const navigate = useNavigate();
  const projects = useInfiniteQuery(projectsQuery());
  const [making, setMaking] = useState(false);
  const mine = (projects.data ?? []).filter(({ owner }) => owner === user.id);
  const record = (
    <Button asChild look="primary">
      <Link to="/talk/new">
        <Mic aria-hidden className="size-4.5" />
        {t("record")}
      </Link>
    </Button>
  );
  return (
    <Page>
      <PageHeader title={t("title")} lead={t("lead")} />
      <WaitingTakes />
      <section aria-labelledby="recent" className="grid gap-3">
        <CardTitle id="recent">{t("recent")}</CardTitle>
        <SessionList
          projects={mine}
          empty={
            <EmptyState icon={<Mic aria-hidden />} title={t("empty.title")} action={record}>
              {t("empty.detail")}
            </EmptyState>
          }
        />
      </section>
      <section aria-labelledby="projects" className="grid gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <CardTitle id="projects">{t("projects")}</CardTitle>
          <Button icon={<FolderPlus aria-hidden className="size-4.5" />} onClick={() => setMaking(true)}>
            {t("newProject")}
          </Button>
        </div>
        {projects.isPending ? (
          <SkeletonList rows={2} />
        ) : projects.isError ? (
          <ErrorState error={projects.error} onRetry={() => void projects.refetch()} />
        ) : mine.length === 0 ? (
          <p className="text-ink-soft">{t("noProjects")}</p>
        ) : (
          <>
            <ProjectList projects={mine} />
            <LoadMore {...projects} />
          </>
        )}
      </section>
      <NewProject
        open={making}
        onOpenChange={setMaking}
        onMade={({ id }) => void navigate(`/talk/projects/${id}`)}
      />
    </Page>
  );
}

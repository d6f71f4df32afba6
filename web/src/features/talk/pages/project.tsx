import { Mic, Trash2 } from "lucide-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { useTranslations } from "use-intl";

import { ErrorState, ProblemNotice } from "@/components/problem";
import { Button, CardTitle, ConfirmDialog, EmptyState, Page, PageHeader, Skeleton } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { deleteProject, projectQuery } from "@/lib/api/queries";
import { useIdentity } from "@/lib/auth";

import { SessionList } from "../parts/session-list";

/** A project with its takes, the newest first; each can be compared with the one before. */
export function Component() {
  const t = useTranslations("talk.project");
  const { projectId = "" } = useParams();
  const project = useQuery(projectQuery(projectId));
  const back = { to: "/talk", label: t("back") };
  if (project.isPending) {
    return (
      <Page>
        <PageHeader title={t("title")} back={back} />
        <Skeleton className="h-64" />
      </Page>
    );
  }
  if (project.isError) {
    return (
      <Page>
        <PageHeader title={t("title")} back={back} />
        <ErrorState error={project.error} onRetry={() => void project.refetch()} />
      </Page>
    );
  }
  return <Shown project={project.data} back={back} />;
}

function Shown({ project, back }: { project: Schema<"ProjectBody">; back: { to: string; label: string } }) {
  const t = useTranslations("talk.project");
  const { user } = useIdentity();
  const mine = project.owner === user.id;
  const record = mine && (
    <Button asChild look="primary">
      <Link to={`/talk/new?project=${project.id}`}>
        <Mic aria-hidden className="size-4.5" />
        {t("record")}
      </Link>
    </Button>
  );
  return (
    <Page>
      <PageHeader title={project.name} lead={project.description || undefined} back={back} actions={record} />
      <section aria-labelledby="takes" className="grid gap-3">
        <CardTitle id="takes">{t("takes")}</CardTitle>
        <SessionList
          project={project.id}
          empty={
            <EmptyState icon={<Mic aria-hidden />} title={t("empty.title")} action={record}>
              {t("empty.detail")}
            </EmptyState>
          }
        />
      </section>
      {mine && <DeleteProject project={project} />}
    </Page>
  );
}

function DeleteProject({ project }: { project: Schema<"ProjectBody"> }) {
  const t = useTranslations("talk.project.delete");
  const navigate = useNavigate();
  const [sure, setSure] = useState(false);
  const remove = useMutation(deleteProject(project.id));
  return (
    <div className="border-t border-line pt-5">
      <Button look="quiet" icon={<Trash2 aria-hidden className="size-4.5" />} onClick={() => setSure(true)}>
        {t("button")}
      </Button>
      <ConfirmDialog
        open={sure}
        onOpenChange={setSure}
        title={t("title", { name: project.name })}
        confirm={t("confirm")}
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => void navigate("/talk") })}
      >
        <p>{t("detail")}</p>
        {remove.isError && <ProblemNotice error={remove.error} />}
      </ConfirmDialog>
    </div>
  );
}

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, Dialog, Field, Input, Textarea } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { createProject } from "@/lib/api/queries";

/** Makes a project. */
export function NewProject({
  open,
  onOpenChange,
  onMade,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onMade: (project: Schema<"ProjectBody">) => void;
}) {
  const t = useTranslations("talk.newProject");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} description={t("detail")}>
      <ProjectForm
        onMade={(project) => {
          onOpenChange(false);
          onMade(project);
        }}
      />
    </Dialog>
  );
}

function ProjectForm({ onMade }: { onMade: (project: Schema<"ProjectBody">) => void }) {
  const t = useTranslations("talk.newProject");
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [tried, setTried] = useState(false);
  const make = useMutation(createProject());
  const fault = tried && name.trim() === "" ? t("nameMissing") : undefined;
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setTried(true);
        if (name.trim() !== "") make.mutate({ name: name.trim(), description }, { onSuccess: onMade });
      }}
    >
      <Field label={t("name")} hint={t("nameHint")} error={fault}>
        <Input value={name} maxLength={200} required onChange={({ target }) => setName(target.value)} />
      </Field>
      <Field label={t("description")} optional>
        <Textarea
          rows={3}
          maxLength={20_000}
          value={description}
          onChange={({ target }) => setDescription(target.value)}
        />
      </Field>
      {make.isError && <ProblemNotice error={make.error} />}
      <Button type="submit" look="primary" busy={make.isPending} className="justify-self-start">
        {t("make")}
      </Button>
    </form>
  );
}

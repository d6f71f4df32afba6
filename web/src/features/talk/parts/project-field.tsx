import { Plus } from "lucide-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { Button, Field, Select } from "@/components/ui";
import { projectsQuery } from "@/lib/api/queries";
import { useIdentity } from "@/lib/auth";

import { NewProject } from "./new-project";

/** Which project a take belongs to, if any; another one can be made on the way. */
export function ProjectField({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (project: string | null) => void;
}) {
  const t = useTranslations("talk.about");
  const { user } = useIdentity();
  const projects = useInfiniteQuery(projectsQuery());
  const [making, setMaking] = useState(false);
  const mine = (projects.data ?? []).filter(({ owner }) => owner === user.id);
  const known = mine.some(({ id }) => id === value);
  return (
    <div className="flex items-end gap-2.5">
      <Field label={t("project")} optional className="grow">
        <Select value={known ? (value ?? "") : ""} onChange={({ target }) => onChange(target.value || null)}>
          <option value="">{t("noProject")}</option>
          {mine.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Button icon={<Plus aria-hidden className="size-4.5" />} onClick={() => setMaking(true)}>
        {t("newProject")}
      </Button>
      <NewProject open={making} onOpenChange={setMaking} onMade={({ id }) => onChange(id)} />
    </div>
  );
}

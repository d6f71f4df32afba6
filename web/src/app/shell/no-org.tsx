import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, Field, Input, Page, PageHeader } from "@/components/ui";
import { createOrg } from "@/lib/api/queries";
import { signOut } from "@/lib/auth";

/** Somebody who was taken out of their last group. */
export function NoOrg() {
  const t = useTranslations("app");
  const [name, setName] = useState("");
  const create = useMutation(createOrg());
  return (
    <main>
      <Page width="narrow">
        <PageHeader title={t("noOrg.title")} lead={t("noOrg.lead")} />
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate({ name: name.trim() });
          }}
        >
          <Field label={t("noOrg.name")}>
            <Input value={name} onChange={(event) => setName(event.target.value)} required maxLength={200} />
          </Field>
          {create.isError && <ProblemNotice error={create.error} />}
          <div className="flex flex-wrap gap-2.5">
            <Button type="submit" look="primary" busy={create.isPending}>
              {t("noOrg.create")}
            </Button>
            <Button look="quiet" onClick={() => void signOut()}>
              {t("menu.signOut")}
            </Button>
          </div>
        </form>
      </Page>
    </main>
  );
}

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, Card, CardTitle, Field, Input } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { deleteOrg } from "@/lib/api/queries";

export function DeleteOrg({ org }: { org: Schema<"OrgBody"> }) {
  const t = useTranslations("admin.rules");
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const remove = useMutation(deleteOrg(org.id));
  const sure = typed.trim() === org.name;
  return (
    <Card>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (sure) remove.mutate(undefined, { onSuccess: () => void navigate("/", { replace: true }) });
        }}
      >
        <div className="grid gap-2">
          <CardTitle>{t("deleteTitle")}</CardTitle>
          <p className="text-ink-soft">{t("deleteDetail")}</p>
        </div>
        <Field label={t("deleteType", { name: org.name })}>
          <Input autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </Field>
        {remove.isError && <ProblemNotice error={remove.error} />}
        <div>
          <Button type="submit" look="danger" busy={remove.isPending} disabled={!sure}>
            {t("delete")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

import { useMutation } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, ConfirmDialog } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { deleteSession } from "@/lib/api/queries";
import { useIdentity, useOrg } from "@/lib/auth";
import { toast } from "@/lib/toast";

/** Erases a take with everything that was found in it: for whoever spoke, and for those who run the group. */
export function DeleteTake({ session }: { session: Schema<"SessionBody"> }) {
  const t = useTranslations("report.delete");
  const { user } = useIdentity();
  const role = useOrg()?.role;
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const erase = useMutation(deleteSession(session.id));
  if (session.owner !== user.id && role !== "owner" && role !== "admin") return null;
  return (
    <>
      <Button look="quiet" icon={<Trash2 aria-hidden className="size-4.5" />} onClick={() => setAsked(true)}>
        {t("button")}
      </Button>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        title={t("title", { title: session.title })}
        confirm={t("confirm")}
        busy={erase.isPending}
        onConfirm={() =>
          erase.mutate(undefined, {
            onSuccess: () => {
              toast(t("done"));
              void navigate(session.project ? `/talk/projects/${session.project}` : "/talk");
            },
          })
        }
      >
        <p>{t("detail")}</p>
        {erase.error && <ProblemNotice error={erase.error} />}
      </ConfirmDialog>
    </>
  );
}

import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { ErrorState, ProblemNotice } from "@/components/problem";
import { Badge, Button, Card, CardTitle, SkeletonList } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { endSignIn, signInsQuery } from "@/lib/api/queries";
import { useFormat } from "@/lib/i18n";
import { toast } from "@/lib/toast";

export function Devices() {
  const t = useTranslations("me.devices");
  const signIns = useQuery(signInsQuery());
  return (
    <Card className="grid gap-4">
      <CardTitle>{t("title")}</CardTitle>
      {signIns.isPending && <SkeletonList />}
      {signIns.isError && <ErrorState error={signIns.error} onRetry={() => void signIns.refetch()} />}
      {signIns.isSuccess && (
        <ul className="grid gap-4">
          {signIns.data.map((signIn) => (
            <Device key={signIn.id} signIn={signIn} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Device({ signIn }: { signIn: Schema<"SignInView"> }) {
  const t = useTranslations("me.devices");
  const format = useFormat();
  const end = useMutation(endSignIn());
  const device = signIn.device || t("unknown");
  return (
    <li className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 gap-0.5">
          <p className="flex flex-wrap items-center gap-2 font-medium break-words">
            {device}
            {signIn.current && <Badge tone="accent">{t("here")}</Badge>}
          </p>
          <p className="text-sm text-ink-soft">
            {t("since", {
              date: format.date(signIn.created_at),
              ago: format.ago(signIn.last_used_at),
              address: signIn.address,
            })}
          </p>
        </div>
        {!signIn.current && (
          <Button
            aria-label={t("endWords", { device })}
            busy={end.isPending}
            onClick={() => end.mutate(signIn.id, { onSuccess: () => toast(t("ended")) })}
          >
            {t("end")}
          </Button>
        )}
      </div>
      {end.isError && <ProblemNotice error={end.error} />}
    </li>
  );
}

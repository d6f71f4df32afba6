import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { RecoveryCodes, SecondFactorSetUp } from "@/components/second-factor";
import { Badge, Button, Card, CardTitle, Dialog } from "@/components/ui";
import type { Me } from "@/lib/api";
import { endTotp, renewRecoveryCodes } from "@/lib/api/queries";
import { toast } from "@/lib/toast";

import { bothFactors, BothFactorsFields, NOTHING_TYPED } from "./both-factors";

type Doing = "set-up" | "renew" | "end";

export function SecondFactor({ me }: { me: Me }) {
  const t = useTranslations("me.factor");
  const [doing, setDoing] = useState<Doing | null>(null);
  const done = () => setDoing(null);
  return (
    <Card className="grid gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <CardTitle>{t("title")}</CardTitle>
        <Badge tone={me.second_factor ? "good" : "plain"}>{me.second_factor ? t("on") : t("off")}</Badge>
      </div>
      <p className="text-ink-soft">
        {me.second_factor ? t("onDetail", { left: me.recovery_codes }) : t("offDetail")}
      </p>
      <div className="flex flex-wrap gap-2.5">
        {me.second_factor ? (
          <>
            <Button onClick={() => setDoing("renew")}>{t("renew")}</Button>
            <Button look="danger" onClick={() => setDoing("end")}>
              {t("end")}
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={() => setDoing("set-up")}>
            {t("setUp")}
          </Button>
        )}
      </div>
      <Dialog open={doing === "set-up"} onOpenChange={done} title={t("setUp")}>
        <SecondFactorSetUp
          onDone={() => {
            done();
            toast(t("isOn"));
          }}
        />
      </Dialog>
      <Dialog open={doing === "renew"} onOpenChange={done} title={t("renew")} description={t("renewDetail")}>
        <Renew onDone={done} />
      </Dialog>
      <Dialog open={doing === "end"} onOpenChange={done} title={t("end")} description={t("endDetail")}>
        <End onDone={done} />
      </Dialog>
    </Card>
  );
}

function Renew({ onDone }: { onDone: () => void }) {
  const t = useTranslations("me.factor");
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const renew = useMutation(renewRecoveryCodes());
  if (renew.data) return <RecoveryCodes codes={renew.data.recovery_codes} onKept={onDone} />;
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        renew.mutate(bothFactors(typed));
      }}
    >
      <BothFactorsFields value={typed} onChange={setTyped} second />
      {renew.isError && <ProblemNotice error={renew.error} />}
      <Button type="submit" look="primary" busy={renew.isPending}>
        {t("renew")}
      </Button>
    </form>
  );
}

function End({ onDone }: { onDone: () => void }) {
  const t = useTranslations("me.factor");
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const end = useMutation(endTotp());
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        end.mutate(bothFactors(typed), {
          onSuccess: () => {
            onDone();
            toast(t("ended"));
          },
        });
      }}
    >
      <BothFactorsFields value={typed} onChange={setTyped} second />
      {end.isError && <ProblemNotice error={end.error} />}
      <Button type="submit" look="danger" busy={end.isPending}>
        {t("end")}
      </Button>
    </form>
  );
}

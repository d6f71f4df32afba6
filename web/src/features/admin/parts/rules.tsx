import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ProblemNotice, useFault } from "@/components/problem";
import { Button, Card, CardTitle, Field, Input, RadioCards, Switch, Textarea } from "@/components/ui";
import type { Schema } from "@/lib/api";
import { changeOrg } from "@/lib/api/queries";
import { toast } from "@/lib/toast";

import { daysOf } from "./days";

export function Rules({ org }: { org: Schema<"OrgBody"> }) {
  const t = useTranslations("admin.rules");
  const [name, setName] = useState(org.name);
  const [stores, setStores] = useState(org.store_audio);
  const [days, setDays] = useState(org.retention_days?.toString() ?? "");
  const [masks, setMasks] = useState(org.mask_transcripts);
  const [consent, setConsent] = useState(org.consent_text);
  const change = useMutation(changeOrg(org.id));
  const kept = daysOf(days);
  const fault = useFault(change.error);
  const save = () => {
    if (kept === "wrong") return;
    change.mutate(
      {
        name: name.trim(),
        store_audio: stores,
        retention_days: kept,
        mask_transcripts: masks,
        consent_text: consent.trim(),
      },
      { onSuccess: () => toast(t("saved")) },
    );
  };
  return (
    <Card>
      <form
        className="grid gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <div className="grid gap-1">
          <CardTitle>{t("title")}</CardTitle>
          <p className="text-sm text-ink-soft">{t("lead")}</p>
        </div>
        <Field label={t("name")} error={fault("name")}>
          <Input maxLength={100} value={name} onChange={(event) => setName(event.target.value)} required />
        </Field>
        <RadioCards
          legend={t("keep")}
          value={stores ? "store" : "never"}
          onChange={(value) => setStores(value === "store")}
          columns={2}
          choices={[
            { value: "store", label: t("store"), hint: t("storeDetail") },
            { value: "never", label: t("never"), hint: t("neverDetail") },
          ]}
        />
        <Field
          label={t("days")}
          hint={t("daysHint")}
          error={kept === "wrong" ? t("daysWrong") : fault("retention_days")}
          optional
        >
          <Input
            inputMode="numeric"
            className="max-w-32"
            value={days}
            onChange={(event) => setDays(event.target.value)}
          />
        </Field>
        <Switch checked={masks} onChange={setMasks} label={t("mask")} hint={t("maskHint")} />
        <Field label={t("consent")} hint={t("consentHint")} error={fault("consent_text")} optional>
          <Textarea rows={4} value={consent} onChange={(event) => setConsent(event.target.value)} />
        </Field>
        {change.isError && <ProblemNotice error={change.error} />}
        <div>
          <Button type="submit" look="primary" busy={change.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

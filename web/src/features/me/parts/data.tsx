import { useMutation } from "@tanstack/react-query";
import { Download, Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button, Card, CardTitle, Dialog, Field, Input, Notice, Progress } from "@/components/ui";
import { download, type Me } from "@/lib/api";
import { eraseMe, EXPORT_PATH } from "@/lib/api/queries";
import { signOut } from "@/lib/auth";
import { pageTakes } from "@/lib/capture/page";
import { toast } from "@/lib/toast";

import { bothFactors, BothFactorsFields, NOTHING_TYPED } from "./both-factors";

/** Takes everything that is one's own away, or has it erased. */
export function Data({ me }: { me: Me }) {
  const t = useTranslations("me.data");
  const [erasing, setErasing] = useState(false);
  return (
    <Card className="grid gap-6">
      <CardTitle>{t("title")}</CardTitle>
      <Export />
      <div className="grid justify-items-start gap-3 border-t border-line pt-6">
        <h3 className="font-semibold">{t("erase")}</h3>
        <p className="text-ink-soft">{t("eraseDetail")}</p>
        <Button
          look="danger"
          icon={<Trash2 aria-hidden className="size-4.5" />}
          onClick={() => setErasing(true)}
        >
          {t("erase")}
        </Button>
      </div>
      <Dialog open={erasing} onOpenChange={setErasing} title={t("erase")} description={t("eraseDetail")}>
        <Erase me={me} />
      </Dialog>
    </Card>
  );
}

function Export() {
  const t = useTranslations("me.data");
  const take = useMutation({
    mutationFn: () => download(EXPORT_PATH, `vivavoce-${new Date().toISOString().slice(0, 10)}.zip`),
    onSuccess: () => toast(t("exported")),
  });
  return (
    <div className="grid justify-items-start gap-3">
      <h3 className="font-semibold">{t("export")}</h3>
      <p className="text-ink-soft">{t("exportDetail")}</p>
      {take.isPending && <Progress label={t("exporting")} value={null} />}
      {take.isError && <ProblemNotice error={take.error} />}
      <Button
        busy={take.isPending}
        icon={<Download aria-hidden className="size-4.5" />}
        onClick={() => take.mutate()}
      >
        {t("exportDo")}
      </Button>
    </div>
  );
}

function Erase({ me }: { me: Me }) {
  const t = useTranslations("me.data");
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [word, setWord] = useState("");
  const erase = useMutation({
    ...eraseMe(),
    onSuccess: async () => {
      await pageTakes().erase(me.id);
      await signOut();
    },
  });
  const sure = word.trim().toLowerCase() === t("eraseWord");
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (sure) erase.mutate(bothFactors(typed));
      }}
    >
      <Notice kind="warn">{t("eraseExport")}</Notice>
      <Field label={t("eraseType", { word: t("eraseWord") })}>
        <Input
          autoComplete="off"
          autoCapitalize="none"
          value={word}
          onChange={(event) => setWord(event.target.value)}
          required
        />
      </Field>
      <BothFactorsFields value={typed} onChange={setTyped} second={me.second_factor} />
      {erase.isError && <ProblemNotice error={erase.error} />}
      <Button type="submit" look="danger" busy={erase.isPending} disabled={!sure}>
        {t("eraseDo")}
      </Button>
    </form>
  );
}

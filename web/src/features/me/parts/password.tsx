import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ProblemNotice, useFault } from "@/components/problem";
import { Button, Card, CardTitle, Field, PasswordInput } from "@/components/ui";
import { toProblem } from "@/lib/api";
import { changePassword } from "@/lib/api/queries";
import { toast } from "@/lib/toast";

/** As the server counts. */
const LEAST = 10;

export function Password() {
  const t = useTranslations("me.password");
  const [now, setNow] = useState("");
  const [next, setNext] = useState("");
  const [told, setTold] = useState(false);
  const change = useMutation(changePassword());
  const short = Array.from(next).length < LEAST;
  const problem = change.isError ? toProblem(change.error) : null;
  const fault = useFault(problem);
  const send = () => {
    setTold(true);
    if (short) return;
    change.mutate(
      { password: now, new_password: next },
      {
        onSuccess: () => {
          setNow("");
          setNext("");
          setTold(false);
          toast(t("changed"));
        },
      },
    );
  };
  return (
    <Card>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <CardTitle>{t("title")}</CardTitle>
        <Field label={t("now")}>
          <PasswordInput
            autoComplete="current-password"
            value={now}
            onChange={(event) => setNow(event.target.value)}
            required
          />
        </Field>
        <Field
          label={t("new")}
          hint={t("hint")}
          error={told && short ? t("short") : (fault("new_password") ?? fault("password"))}
        >
          <PasswordInput
            autoComplete="new-password"
            maxLength={200}
            value={next}
            onChange={(event) => setNext(event.target.value)}
            required
          />
        </Field>
        {problem && (
          <ProblemNotice
            error={problem}
            {...(problem.kind === "wrong-credentials" ? { title: t("wrong") } : {})}
          />
        )}
        <div>
          <Button type="submit" busy={change.isPending}>
            {t("change")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

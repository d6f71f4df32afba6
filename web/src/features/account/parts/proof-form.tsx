import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";

import { ProblemNotice } from "@/components/problem";
import { Button } from "@/components/ui";
import { giveSecondFactor } from "@/lib/auth";

import { ProofFields, proofOf, type ProofText } from "./proof-fields";

/** Gives the second factor on a sign-in that was made without it. */
export function ProofForm({ onGiven }: { onGiven: () => void }) {
  const t = useTranslations("account");
  const [proof, setProof] = useState<ProofText>({ by: "code", text: "" });
  const give = useMutation({
    mutationFn: (given: ProofText) => giveSecondFactor(proofOf(given)),
    onSuccess: onGiven,
    onError: () => setProof({ ...proof, text: "" }),
  });
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        give.mutate(proof);
      }}
    >
      <ProofFields value={proof} onChange={setProof} onComplete={give.mutate} />
      {give.isError && <ProblemNotice error={give.error} />}
      <Button type="submit" look="primary" busy={give.isPending}>
        {t("signIn.confirm")}
      </Button>
    </form>
  );
}

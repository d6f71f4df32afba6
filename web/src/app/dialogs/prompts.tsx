import { useTranslations } from "use-intl";

import { Button, Dialog } from "@/components/ui";
import { ProofForm, SignInForm } from "@/features/account";
import { identityOf, promptStore, settlePrompt, signOut, useAuth } from "@/lib/auth";
import { useStore } from "@/lib/util/store";

/** Over the page, when requests wait for a person: to sign in again, or to give the second factor. */
export function Prompts() {
  const t = useTranslations("app");
  const prompt = useStore(promptStore);
  const email = identityOf(useAuth())?.user.email;
  const leave = () => {
    settlePrompt(false);
    void signOut();
  };
  return (
    <>
      <Dialog
        open={prompt === "sign-in"}
        onOpenChange={() => undefined}
        dismissable={false}
        title={t("session.title")}
        description={t("session.detail")}
      >
        <SignInForm
          {...(email === undefined ? {} : { fixedEmail: email })}
          onSignedIn={() => settlePrompt(true)}
          aside={
            <Button look="quiet" onClick={leave}>
              {t("session.leave")}
            </Button>
          }
        />
      </Dialog>
      <Dialog
        open={prompt === "second-factor"}
        onOpenChange={() => settlePrompt(false)}
        title={t("secondFactor.title")}
        description={t("secondFactor.detail")}
      >
        <ProofForm onGiven={() => settlePrompt(true)} />
      </Dialog>
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";

import { ErrorState } from "@/components/problem";
import { Page, PageHeader, SkeletonList } from "@/components/ui";
import { meQuery } from "@/lib/api/queries";

import { Data } from "../parts/data";
import { Devices } from "../parts/devices";
import { Password } from "../parts/password";
import { Profile } from "../parts/profile";
import { SecondFactor } from "../parts/second-factor";

/** One's own account, and everything that is one's own. */
export function Component() {
  const t = useTranslations("me");
  const me = useQuery(meQuery());
  return (
    <Page>
      <PageHeader title={t("title")} lead={t("lead")} />
      {me.isPending && <SkeletonList />}
      {me.isError && <ErrorState error={me.error} onRetry={() => void me.refetch()} />}
      {me.isSuccess && (
        <>
          <Profile key={me.data.id} me={me.data} />
          <SecondFactor me={me.data} />
          <Password />
          <Devices />
          <Data me={me.data} />
        </>
      )}
    </Page>
  );
}

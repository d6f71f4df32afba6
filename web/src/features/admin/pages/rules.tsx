import { useQuery } from "@tanstack/react-query";

import { ErrorState } from "@/components/problem";
import { SkeletonList } from "@/components/ui";
import { orgQuery } from "@/lib/api/queries";
import { useOrg } from "@/lib/auth";

import { DeleteOrg } from "../parts/delete-org";
import { Rules } from "../parts/rules";

/** How the org keeps what is recorded. */
export function Component() {
  const own = useOrg();
  const org = useQuery({ ...orgQuery(own?.id ?? ""), enabled: own !== null });
  if (org.isError) return <ErrorState error={org.error} onRetry={() => void org.refetch()} />;
  if (!org.data) return <SkeletonList />;
  return (
    <>
      <Rules key={org.data.id} org={org.data} />
      {org.data.role === "owner" && <DeleteOrg org={org.data} />}
    </>
  );
}

import { useOrg } from "@/lib/auth";

import { Coachings } from "../parts/coachings";
import { Invitations } from "../parts/invitations";
import { Members } from "../parts/members";

/** Who is in the org, who is invited, and who coaches whom. */
export function Component() {
  const org = useOrg();
  if (!org) return null;
  return (
    <>
      <Members org={org.id} own={org.role} />
      <Invitations org={org.id} own={org.role} />
      <Coachings org={org.id} />
    </>
  );
}

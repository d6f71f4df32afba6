import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { useIdentity } from "../auth";
import { pageTakes } from "../capture/page";

const KEY = "waiting-takes";

/** One's takes in this org that are still in this browser, the newest first; kept up to date as they come and go. */
export function useWaitingTakes() {
  const { user, org } = useIdentity();
  const client = useQueryClient();
  useEffect(() => pageTakes().subscribe(() => void client.invalidateQueries({ queryKey: [KEY] })), [client]);
  return useQuery({
    queryKey: [KEY, user.id, org],
    queryFn: () => pageTakes().unfinished(user.id, org ?? ""),
    staleTime: 0,
  });
}

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { orgQuery } from "@/lib/api/queries";
import { useIdentity } from "@/lib/auth";
import { keep, recall } from "@/lib/util/keep";

/** The org's words that people agree to before they are recorded; kept here for when the server is away. */
export function useConsent() {
  const { org } = useIdentity();
  const { data, error, refetch, isPending } = useQuery({ ...orgQuery(org ?? ""), enabled: org !== null });
  const key = `consent.${org ?? ""}`;
  const fresh = data?.consent_text;
  useEffect(() => {
    if (fresh !== undefined) keep(key, fresh);
  }, [key, fresh]);
  const text = fresh ?? recall(key);
  return { text, stores: data?.store_audio ?? null, error: text === null ? error : null, isPending, refetch };
}

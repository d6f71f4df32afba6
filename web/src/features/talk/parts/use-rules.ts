import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { orgQuery } from "@/lib/api/queries";
import { useIdentity } from "@/lib/auth";
import { keep, recall } from "@/lib/util/keep";

/**
 * The org's rules for recordings: the words that people agree to before they are recorded, kept here for when the server is
 * away; whether recordings are stored; and how many bytes one may have. The last two are `null` while they are unknown.
 */
export function useRules() {
  const { org } = useIdentity();
  const { data, error, refetch } = useQuery({ ...orgQuery(org ?? ""), enabled: org !== null });
  const key = `consent.${org ?? ""}`;
  const fresh = data?.consent_text;
  useEffect(() => {
    if (fresh !== undefined) keep(key, fresh);
  }, [key, fresh]);
  const consent = fresh ?? recall(key);
  return {
    consent,
    stores: data?.store_audio ?? null,
    largest: data?.recording_bytes ?? null,
    error: consent === null ? error : null,
    refetch,
  };
}

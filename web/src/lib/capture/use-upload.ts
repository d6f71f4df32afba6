import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

import { orgKey } from "../api/queries/keys";
import { useIdentity } from "../auth/store";
import { useStore } from "../util/store";
import type { Upload } from "./send-take";
import { pageUploads } from "./uploads";

/** How far a take is on its way to the server; `null` while nobody sends it. */
export function useUpload(take: string): {
  upload: Upload | null;
  send: () => Promise<void>;
  stop: () => Promise<void>;
} {
  const uploads = pageUploads();
  const upload = useStore(uploads.state).get(take) ?? null;
  return { upload, send: () => uploads.send(take), stop: () => uploads.stop(take) };
}

/** Sends what waits in this browser whenever the server can be reached. For the frame of the page, once. */
export function useKeepSending(): void {
  const { user, org } = useIdentity();
  const client = useQueryClient();
  useEffect(() => (org === null ? undefined : pageUploads().watch(user.id, org)), [user.id, org]);
  useEffect(() => {
    const { state } = pageUploads();
    const known = new Set<string>();
    return state.subscribe(() => {
      for (const [take, upload] of state.get()) {
        if (upload.is !== "done" || known.has(take)) continue;
        known.add(take);
        void client.invalidateQueries({ queryKey: orgKey("sessions") });
      }
    });
  }, [client]);
}

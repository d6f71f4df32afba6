import { useEffect, useMemo } from "react";

import { useStore } from "../util/store";
import type { Access } from "./access";
import { pageAccess } from "./page-access";
import { EventStream, streamParts, type Followed } from "./event-stream";

/**
 * Follows the work on a session of `org` while the component is there. `access` must stay the same object.
 * With `enabled: false` it listens to nothing, and what it heard before stays.
 */
export function useEventStream(
  session: string,
  { org, access = pageAccess, enabled = true }: { org: string; access?: Access; enabled?: boolean },
): Followed {
  const stream = useMemo(() => new EventStream(session, streamParts(access, org)), [session, access, org]);
  useEffect(() => (enabled ? stream.start() : undefined), [stream, enabled]);
  return useStore(stream.state);
}

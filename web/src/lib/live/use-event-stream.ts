import { useEffect, useMemo } from "react";

import type { Access } from "./access";
import { EventStream, streamParts, type Followed } from "./event-stream";
import { useObservable } from "./use-observable";

/**
 * Follows the work on a session of `org` while the component is there. `access` must stay the same object.
 * With `enabled: false` it listens to nothing, and what it heard before stays.
 */
export function useEventStream(
  session: string,
  { access, org, enabled = true }: { access: Access; org: string; enabled?: boolean },
): Followed {
  const stream = useMemo(() => new EventStream(session, streamParts(access, org)), [session, access, org]);
  useEffect(() => (enabled ? stream.start() : undefined), [stream, enabled]);
  return useObservable(stream.state);
}

import { useEffect, useState } from "react";

import { pageTakes } from "@/lib/capture/page";

/** The sound of a take that is in this browser; `null` until it was read. */
export function useSound(take: string, wanted = true): Blob | null {
  const [sound, setSound] = useState<{ take: string; file: Blob } | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let waiting = true;
    const read = async () => {
      const file = await pageTakes().file(take);
      if (waiting && file !== null) setSound({ take, file });
    };
    read().catch(() => undefined);
    return () => {
      waiting = false;
    };
  }, [take, wanted]);
  return wanted && sound?.take === take ? sound.file : null;
}

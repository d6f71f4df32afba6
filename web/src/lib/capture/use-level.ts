import { useEffect, useState } from "react";

import { useStore } from "../util/store";
import { LevelMeter, type Hearing } from "./level";

export interface UseLevel extends Hearing {
  /** Level and wave, 50 times a second: for drawing in a canvas or moving a bar, past React. */
  meter: LevelMeter;
}

/** How loud `stream` is. Draws the component anew only when there is something else to tell the person. */
export function useLevel(stream: MediaStream | null): UseLevel {
  const [meter] = useState(() => new LevelMeter());
  useEffect(() => (stream === null ? undefined : meter.listen(stream)), [meter, stream]);
  return { ...useStore(meter.hearing), meter };
}

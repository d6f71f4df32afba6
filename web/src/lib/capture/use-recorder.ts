import { useEffect, useState } from "react";

import { useStore } from "../util/store";
import { pageTakes } from "./page";
import { Recorder, recorderParts, type RecorderState } from "./recorder";

export interface UseRecorder
  extends RecorderState, Pick<Recorder, "start" | "pause" | "resume" | "stop" | "discard" | "reset"> {
  /** Seconds so far, exact: for a clock that is drawn in an animation frame. */
  exact: () => number;
}

/**
 * Records takes. When the component goes while it records, the take ends and is kept: nothing is thrown away that the
 * person did not throw away. `longest` (seconds) is read once.
 */
export function useRecorder({ longest }: { longest?: number } = {}): UseRecorder {
  const [recorder] = useState(
    () => new Recorder(recorderParts(pageTakes()), longest === undefined ? {} : { longest }),
  );
  const [exact] = useState(() => () => recorder.seconds);
  useEffect(() => () => void recorder.stop(), [recorder]);
  const { start, pause, resume, stop, discard, reset } = recorder;
  return { ...useStore(recorder.state), start, pause, resume, stop, discard, reset, exact };
}

import { useEffect, useRef } from "react";

import type { Ended } from "@/lib/capture/recorder";
import type { TakeAbout } from "@/lib/capture/take";
import { useLevel } from "@/lib/capture/use-level";
import { useMicrophone } from "@/lib/capture/use-microphone";
import { useRecorder } from "@/lib/capture/use-recorder";

/** Recording a take: the microphone, how loud it is, and the recorder. `onKept` is called with a take that is whole. */
export function useRecording(onKept: (take: string, ended: Ended | null) => void) {
  const microphone = useMicrophone();
  const level = useLevel(microphone.stream);
  const recorder = useRecorder();
  const { status, take, ended } = recorder;
  const told = useRef<string | null>(null);
  const { close } = microphone;
  useEffect(() => {
    if (status !== "kept" || take === null || told.current === take) return;
    told.current = take;
    close();
    onKept(take, ended);
  }, [status, take, ended, close, onKept]);

  const begin = async (about: TakeAbout) => {
    recorder.reset();
    const stream = microphone.stream ?? (await microphone.open());
    if (stream !== null) await recorder.start(stream, about);
  };
  return { microphone, level, recorder, begin };
}

export type Recording = ReturnType<typeof useRecording>;

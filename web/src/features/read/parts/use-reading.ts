import { useEffect, useRef, useState } from "react";

import { useIdentity } from "@/lib/auth";
import { useLevel } from "@/lib/capture/use-level";
import { useMicrophone } from "@/lib/capture/use-microphone";
import { useRecorder } from "@/lib/capture/use-recorder";
import type { TakeAbout } from "@/lib/capture/take";

import type { Sentence } from "./sentence";
import { useSendReading } from "./use-send-reading";

/** A sentence takes seconds; whoever forgets to stop is stopped, seconds. */
const LONGEST = 60;

/** Reading a sentence aloud: opens the microphone, records, and sends when the reading ends, however it ends. */
export function useReading(sentence: Sentence) {
  const { user, org } = useIdentity();
  const microphone = useMicrophone();
  const recorder = useRecorder({ longest: LONGEST });
  const level = useLevel(microphone.stream);
  const send = useSendReading();
  const [round, setRound] = useState(0);

  const { status, take } = recorder;
  const { close } = microphone;
  const { mutate } = send;
  // The take that was asked to be sent: once, however often this is rendered.
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (status === "stopping" || status === "failed") close();
    if (status !== "kept" || take === null || asked.current === take) return;
    asked.current = take;
    mutate(take);
  }, [status, take, close, mutate]);

  const begin = async () => {
    send.reset();
    recorder.reset();
    const stream = await microphone.open();
    if (stream) await recorder.start(stream, aboutOf(sentence, user.id, org ?? ""));
  };
  const discard = async () => {
    setRound(round + 1);
    await recorder.discard();
    microphone.close();
    send.reset();
  };
  /** The same sentence once more. */
  const again = () => {
    setRound(round + 1);
    recorder.reset();
    send.reset();
  };
  return { microphone, recorder, level, send, begin, discard, again, round };
}

export type Reading = ReturnType<typeof useReading>;

function aboutOf(sentence: Sentence, owner: string, org: string): TakeAbout {
  return {
    owner,
    org,
    kind: "attempt",
    project: null,
    title: sentence.text,
    language: sentence.language,
    text: sentence.text,
    rubric: null,
    consent: false,
    sentence: { id: sentence.id, level: sentence.level, translation: sentence.translation?.text ?? null },
  };
}

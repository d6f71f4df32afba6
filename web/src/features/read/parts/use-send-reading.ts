import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";

import { ApiProblem, reachableStore, toProblem, type Schema } from "@/lib/api";
import { attemptQuery, createAttempt } from "@/lib/api/queries";
import { pageTakes } from "@/lib/capture/page";
import type { KeptTake } from "@/lib/capture/take";

/** What was sent: the attempt as the server answered, and the sound, which the server may not keep. */
export type Sent = { attempt: Schema<"AttemptBody">; sound: Blob };

/** The take is not here any more, so that there is nothing to send. */
export const GONE = "take-gone";

/**
 * Sends a reading that is kept in this browser, and forgets it there once the server has it. Sent twice under the same
 * name, it is still one attempt. `attempt` follows a queued one until it was heard.
 */
export function useSendReading() {
  const { mutateAsync: create } = useMutation(createAttempt());
  const send = useMutation({
    mutationFn: async (id: string): Promise<Sent> => {
      const takes = pageTakes();
      const [take, sound] = await Promise.all([takes.get(id), takes.file(id)]);
      if (take === null || sound === null) throw new ApiProblem({ kind: GONE });
      const attempt = await create({ ...fieldsOf(take), file: sound, name: take.name, key: id });
      await takes.remove(id);
      return { attempt, sound };
    },
  });
  useSendAgain(send);
  const sent = send.data?.attempt;
  const queued = useQuery({ ...attemptQuery(sent?.id ?? ""), enabled: sent?.state === "queued" });
  return { ...send, attempt: sent?.state === "queued" ? (queued.data ?? sent) : sent, followed: queued };
}

/** What did not get through for want of a connection is sent again when there is one. */
function useSendAgain({
  error,
  variables,
  mutate,
}: {
  error: unknown;
  variables: string | undefined;
  mutate: (id: string) => void;
}): void {
  const waits = error !== null && toProblem(error).isConnection;
  useEffect(() => {
    if (!waits || variables === undefined) return;
    const again = () => {
      if (reachableStore.get() && navigator.onLine) mutate(variables);
    };
    const stop = reachableStore.subscribe(again);
    window.addEventListener("online", again);
    return () => {
      stop();
      window.removeEventListener("online", again);
    };
  }, [waits, variables, mutate]);
}

export type SendReading = ReturnType<typeof useSendReading>;

/** What the server has to know of a take that is an attempt at a sentence. */
export function fieldsOf(take: Pick<KeptTake, "language" | "text" | "sentence">) {
  const { id, level, translation } = take.sentence ?? { id: null, level: null, translation: null };
  return { language: take.language ?? "", expected: take.text, sentence: id, level, translation };
}

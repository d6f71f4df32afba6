import { ErrorState } from "@/components/problem";

import { NotHeard } from "./not-heard";
import { Reader } from "./reader";
import { Result, ResultActions } from "./result";
import { SentenceCard } from "./sentence-card";
import type { Sentence } from "./sentence";
import { Unsent } from "./unsent";
import { useReading } from "./use-reading";
import { useVoices } from "./use-voices";

/** One sentence: hear it, read it, see how it went. Give it the sentence as its key, so that another one starts afresh. */
export function Practice({
  sentence,
  note,
  onAnother,
  busy,
  fresh = false,
}: {
  sentence: Sentence;
  note: string | null;
  onAnother: () => void;
  busy: boolean;
  /** The reader asked for it, so that the focus goes there. */
  fresh?: boolean;
}) {
  const reading = useReading(sentence);
  const { send } = reading;
  const voices = useVoices(sentence.language, send.data?.sound ?? null);
  const attempt = send.attempt;
  return (
    <>
      <Unsent />
      <SentenceCard
        sentence={sentence}
        note={note}
        voices={voices}
        onAnother={onAnother}
        busy={busy}
        fresh={fresh}
      />
      {attempt?.state === "done" && attempt.result ? (
        <Result
          attempt={attempt}
          result={attempt.result}
          voices={voices}
          fresh
          actions={<ResultActions onAgain={reading.again} onNext={onAnother} />}
        />
      ) : attempt?.state === "failed" ? (
        <NotHeard why={attempt.failure ?? ""} onAgain={reading.again} />
      ) : send.followed.isError ? (
        <ErrorState error={send.followed.error} onRetry={() => void send.followed.refetch()} />
      ) : (
        <Reader reading={reading} />
      )}
    </>
  );
}

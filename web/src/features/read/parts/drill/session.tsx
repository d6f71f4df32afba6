import { useCallback, useState } from "react";
import { useTranslations } from "use-intl";

import { Button, Progress } from "@/components/ui";

import { afterSaying, inTurn, type DrillSound } from "./order";
import { Prompt } from "./prompt";
import type { Saying } from "./summary";
import { SESSION_SECONDS, useSessionClock } from "./use-session-clock";

/** Prompt after prompt, until five minutes are over or nothing is left to say. What is begun may be finished. */
export function Session({
  sounds,
  onEnd,
}: {
  sounds: readonly DrillSound[];
  onEnd: (sayings: readonly Saying[]) => void;
}) {
  const t = useTranslations("read.drill");
  const left = useSessionClock();
  const [tasks, setTasks] = useState(() => inTurn(sounds));
  const [at, setAt] = useState(0);
  const [sayings, setSayings] = useState<readonly Saying[]>([]);
  const task = tasks[at];
  const said = useCallback(
    (score: number | null) => {
      const arpabet = tasks[at]?.sound.arpabet;
      if (score === null || arpabet === undefined) return;
      setSayings((before) => [...before, { arpabet, score }]);
      setTasks((before) => afterSaying(before, at, score));
    },
    [tasks, at],
  );
  const last = left === 0 || at + 1 >= tasks.length;
  if (!task) return null;
  return (
    <>
      <Progress
        label={t("going")}
        value={1 - left / SESSION_SECONDS}
        note={left === 0 ? t("over") : t("left", { minutes: Math.ceil(left / 60) })}
      />
      <Prompt
        key={at}
        task={task}
        onSaid={said}
        onNext={() => (last ? onEnd(sayings) : setAt(at + 1))}
        last={last}
      />
      {/* Read out once, when it comes. */}
      <p role="status" className="sr-only">
        {left === 0 && t("over")}
      </p>
      <div>
        <Button look="quiet" onClick={() => onEnd(sayings)}>
          {t("stop")}
        </Button>
      </div>
    </>
  );
}

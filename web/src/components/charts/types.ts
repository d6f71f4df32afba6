/** What the charts draw: the parts of the server's answers they need, under the names the server uses. */
import type { components } from "@/lib/api/schema";

type Schemas = components["schemas"];

export type Span = Schemas["Span"];
export type Interval = Pick<Schemas["Interval"], "low" | "high">;

export type Word = Pick<Schemas["Word"], "text" | "span" | "timing" | "doubtful">;
export type Utterance = Schemas["Utterance"];
export type Transcript = Pick<Schemas["Transcript"], "language" | "utterances"> & { words: Word[] };

export type Pause = Schemas["PauseInSpeech"];
export type FilledPause = Schemas["FilledPause"];
export type Finding = Pick<
  Schemas["Finding"],
  "kind" | "first_word" | "end_word" | "span" | "text" | "message" | "suggestion"
>;
export type Fluency = Pick<Schemas["Fluency"], "pauses" | "filled_pauses"> & { findings: Finding[] };

export type Outcome = Schemas["Outcome"];
export type Score = Schemas["Score"];
export type CriterionScore = Pick<
  Schemas["CriterionScore"],
  "key" | "title" | "weight" | "outcome" | "left_out"
> & { evidence: Schemas["Evidence"][] };
export type ScoreCard = Pick<Schemas["ScoreCard"], "rubric" | "title" | "overall"> & {
  criteria: CriterionScore[];
};

export type AttemptWord = Schemas["AttemptWord"];
export type WordState = Schemas["WordState"];

/** Calls `listener` with every new value until the returned function is called. */
export type Subscribe<Value> = (listener: (value: Value) => void) => () => void;

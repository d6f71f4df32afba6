import type {
  LiveEvent,
  ReportFormat,
  ReportState,
  Scores,
  SessionState,
  StateEvent,
  Stretch,
  Token,
} from "./events";

/** The steps of a session's work, in the order in which a recording meets them. */
export const STEPS = ["ingest", "asr", "prosody", "align", "fluency", "score", "drill"] as const;
export type StepName = (typeof STEPS)[number];

/** What has to be done before a step can begin. */
const AFTER: Record<StepName, readonly StepName[]> = {
  ingest: [],
  asr: ["ingest"],
  prosody: ["ingest"],
  align: ["asr"],
  fluency: ["align", "prosody"],
  score: ["fluency"],
  drill: ["score"],
};

/** Share of the whole work, roughly, by what the steps cost. */
const COST: Record<StepName, number> = {
  ingest: 0.05,
  asr: 0.55,
  prosody: 0.15,
  align: 0.15,
  fluency: 0.04,
  score: 0.03,
  drill: 0.03,
};

export interface Step {
  name: StepName;
  state: "waiting" | "working" | "done";
  /** 0 to 1; only hearing and measuring tell how far they are, the rest jumps. */
  done: number;
}

/** All that was told about a session so far. */
export interface LiveState {
  /** Number of the last event in it. */
  seq: number;
  /** `null` until something was told. */
  session: SessionState | null;
  /** How often it was begun. */
  run: number;
  /** Why it failed, for the person. */
  failure: string | null;
  /** Kinds of jobs that are done. */
  finished: readonly string[];
  /** Words so far, with rough times. */
  words: readonly Token[];
  /** Share of the speech that was heard, 0 to 1. */
  heard: number;
  /** What the voice was like, some seconds each: a first look. */
  stretches: readonly Stretch[];
  /** Share of the recording that was looked at, 0 to 1. */
  looked: number;
  /** Whether pitch and loudness can be fetched. */
  measured: boolean;
  /** Whether fillers, pauses and slips can be fetched. */
  fluency: boolean;
  scores: Scores | null;
  /** How many drills were made; `null` until then. */
  drills: number | null;
  reports: Readonly<Record<string, { format: ReportFormat; state: ReportState }>>;
}

export const NOTHING_YET: LiveState = {
  seq: 0,
  session: null,
  run: 0,
  failure: null,
  finished: [],
  words: [],
  heard: 0,
  stretches: [],
  looked: 0,
  measured: false,
  fluency: false,
  scores: null,
  drills: null,
  reports: {},
};

/** What a new run makes void. */
const FORGOTTEN = {
  failure: null,
  finished: [],
  words: [],
  heard: 0,
  stretches: [],
  looked: 0,
  measured: false,
  fluency: false,
  scores: null,
  drills: null,
  reports: {},
} satisfies Partial<LiveState>;

/** `state` and what `events` tell, which are in order. Events that are in it already change nothing. */
export function fold(state: LiveState, events: readonly LiveEvent[]): LiveState {
  // Words and stretches of one batch are gathered and put behind the others once: copying them for each event would take
  // minutes for a talk of an hour.
  const words: Token[] = [];
  const stretches: Stretch[] = [];
  let next = state;
  const settle = () => {
    if (words.length > 0) next = { ...next, words: next.words.concat(words.splice(0)) };
    if (stretches.length > 0) next = { ...next, stretches: next.stretches.concat(stretches.splice(0)) };
  };
  for (const event of events) {
    if (event.seq <= next.seq) continue;
    const { seq } = event;
    if (event.channel === "tokens" && event.data.type === "words") {
      words.push(...event.data.words);
      next = { ...next, seq, heard: event.data.done };
    } else if (event.channel === "metrics" && event.data.type === "stretches") {
      stretches.push(...event.data.stretches);
      next = { ...next, seq, looked: event.data.done };
    } else {
      settle();
      next = { ...next, ...changed(next, event), seq };
    }
  }
  settle();
  return next;
}

function changed(state: LiveState, event: LiveEvent): Partial<LiveState> {
  switch (event.channel) {
    case "tokens":
      return event.data.type === "reset" ? { words: [], heard: 0 } : {};
    case "metrics":
      if (event.data.type === "reset") return { stretches: [], looked: 0, measured: false };
      return event.data.type === "measured" ? { measured: true, looked: 1 } : {};
    case "score":
      return scored(state, event.data);
    case "state":
      return moved(state, event.data);
  }
}

function scored(
  state: LiveState,
  data: Extract<LiveEvent, { channel: "score" }>["data"],
): Partial<LiveState> {
  switch (data.type) {
    case "fluency":
      return { fluency: true };
    case "scored":
      return { scores: { rubric: data.rubric, overall: data.overall, criteria: data.criteria } };
    case "drills":
      return { drills: data.count };
    case "report":
      return { reports: { ...state.reports, [data.id]: { format: data.format, state: data.state } } };
    default:
      return {};
  }
}

function moved(state: LiveState, data: StateEvent): Partial<LiveState> {
  if (data.type === "step") {
    return state.finished.includes(data.step) ? {} : { finished: [...state.finished, data.step] };
  }
  // Another type than these two comes from a newer server.
  if ((data.type as string) !== "session") return {};
  const anew = data.state === "processing" && data.run > state.run;
  return {
    ...(anew ? FORGOTTEN : {}),
    session: data.state,
    run: data.run,
    failure: data.failure,
  };
}

/** How far each step is. */
export function steps(state: LiveState): Step[] {
  const done = new Set<string>(state.finished);
  // Where transcripts are masked, hearing finds the times as well and there is no step of its own for that.
  if (done.has("fluency")) done.add("align");
  if (state.session === "done") for (const name of STEPS) done.add(name);
  const share: Partial<Record<StepName, number>> = { asr: state.heard, prosody: state.looked };
  return STEPS.map((name) => {
    if (done.has(name)) return { name, state: "done", done: 1 };
    const begun = state.session === "processing" && AFTER[name].every((before) => done.has(before));
    return { name, state: begun ? "working" : "waiting", done: Math.min(share[name] ?? 0, 0.99) };
  });
}

/** Share of the whole work that is done, 0 to 1, roughly. */
export function progress(state: LiveState): number {
  return steps(state).reduce((sum, step) => sum + COST[step.name] * step.done, 0);
}

import type { TakeAbout } from "@/lib/capture/take";
import { keep, recall } from "@/lib/util/keep";

/** What is said of a take before it is recorded. */
export interface About {
  kind: "talk" | "reading";
  title: string;
  project: string | null;
  /** Empty to detect it. */
  language: string;
  rubric: (typeof RUBRICS)[number];
  text: string;
  consent: boolean;
}

export const RUBRICS = ["public-speaking", "conversation"] as const;

/** Languages that can be chosen; all others are detected. */
export const LANGUAGES =
  "en es ar ca cs da de el eu fi fr gl he hi hu id it ja ko nl no pl pt ro ru sv tr uk vi zh".split(" ");

/** Longest text and title that the server takes, characters. */
export const [TEXT_CHARS, TITLE_CHARS] = [20_000, 200];

/** What is missing before a take can be recorded. */
export type Missing = "text" | "consent";

export function missingOf({ kind, text, consent }: About, asksForConsent: boolean): Missing[] {
  const missing: Missing[] = [];
  if (kind === "reading" && text.trim() === "") missing.push("text");
  if (asksForConsent && !consent) missing.push("consent");
  return missing;
}

const REMEMBERED = "take";

/** How the form begins: as the address says (an exercise that is to be tried), else as it was left. */
export function beginOf(query: URLSearchParams): About {
  const last = remembered();
  const text = query.get("text") ?? "";
  return {
    kind: text !== "" ? "reading" : "talk",
    title: query.get("title") ?? "",
    project: query.get("project") ?? last.project ?? null,
    language: query.get("language") ?? last.language ?? "",
    rubric: RUBRICS.find((name) => name === (query.get("rubric") ?? last.rubric)) ?? "public-speaking",
    text,
    consent: false,
  };
}

export function remember({ project, language, rubric }: About): void {
  keep(REMEMBERED, JSON.stringify({ project, language, rubric }));
}

function remembered(): Partial<Record<"project" | "language" | "rubric", string | null>> {
  try {
    return (JSON.parse(recall(REMEMBERED) ?? "{}") ?? {}) as ReturnType<typeof remembered>;
  } catch {
    return {};
  }
}

/** What goes with the take. Bars in an exercise's text say where to pause; they are not said. */
export function takeAbout(about: About, owner: string, org: string, untitled: string): TakeAbout {
  const text = about.text.replace(/\s*\|\s*/g, " ").trim();
  return {
    owner,
    org,
    kind: about.kind,
    project: about.project,
    title: about.title.trim() || untitled,
    language: about.language || null,
    text: text === "" || about.kind === "talk" ? null : text,
    rubric: about.rubric,
    consent: about.consent,
    sentence: null,
  };
}

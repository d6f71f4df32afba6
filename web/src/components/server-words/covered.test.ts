import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";

import { describe, expect, test } from "vitest";

import ui from "../messages.es.json";
import { contrastKey } from "./contrasts";
import server from "./messages.es.json";
import { recognise } from "./recognise";
import sentences from "./sentences.en.json";

/** The server's own sources: whatever it learns to say, the page must have words for. */
const CRATES = resolve(import.meta.dirname, "../../../../crates");
const source = (path: string) =>
  readFileSync(resolve(CRATES, path), "utf8").split("#[cfg(test)]\nmod tests")[0] ?? "";

const files = (folder: string) =>
  readdirSync(resolve(CRATES, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".rs"))
    .map((file) => `${folder}/${file}`);

/** The texts in a source, `7` standing for every value. */
const texts = (path: string) =>
  [...source(path).matchAll(/"((?:[^"\\\n]|\\.|\\\n)*)"/g)].map(([, text = ""]) =>
    text.replace(/\\\n\s*/g, "").replace(/\{\w*(:\.\d)?\}/g, "7"),
  );

function at(tree: object, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((under, key) => (under as Record<string, unknown> | undefined)?.[key], tree);
}

const leaves = (tree: object, under = ""): [path: string, text: string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[under + key, value] as [string, string]]
      : leaves(value as object, `${under}${key}.`),
  );

const places = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)[},]/g)].map(([, name]) => name))].sort();

test("every sentence that is recognised has Spanish words with the same places", () => {
  for (const [path, english] of leaves(sentences)) {
    const spanish = at(server, path);
    expect(spanish, path).toBeTypeOf("string");
    expect(places(spanish as string), path).toEqual(places(english));
    expect(recognise(english.replace(/\{\w+\}/g, "7")), path).not.toBeNull();
  }
});

describe.each(["public-speaking", "conversation"])("rubric %s", (name) => {
  const rubric = source(`coach/rubrics/${name}.toml`);

  test("its criteria and what their bands mean have words", () => {
    expect(at(server, `rubric.${name}`)).toBeTypeOf("string");
    const parts = rubric.split(/^\[\[criteria\]\]$/m);
    expect(parts.length).toBeGreaterThan(4);
    for (const part of parts) {
      const key = /^key = "(.+)"$/m.exec(part)?.[1] ?? "overall";
      if (key !== "overall") expect(at(server, `criterion.${key}`), key).toBeTypeOf("string");
      const bands = [...part.matchAll(/name = "(\w+)", descriptor/g)];
      expect(bands).toHaveLength(4);
      for (const [, band = ""] of bands) {
        expect(at(server, `band.${band}`), band).toBeTypeOf("string");
        expect(at(server, `descriptor.${name}.${key}.${band}`), `${key} ${band}`).toBeTypeOf("string");
      }
    }
  });
});

test("every measure has a title, a unit and a sentence", () => {
  const found = source("coach/src/score/measures.rs").matchAll(
    /measure\(\s*"(\w+)",\s*"(.*)",\s*"(.*)",\s*"(.*)",/g,
  );
  const measures = [...found].map(([, key = "", title, unit, says = ""]) => {
    expect(sentences.measure, key).toHaveProperty(key);
    const told = { title, ...(unit ? { unit } : {}), says: says.replace("{}", "{value}") };
    expect(at(sentences, `measure.${key}`)).toEqual(told);
    return key;
  });
  expect(measures.sort()).toEqual(Object.keys(sentences.measure).sort());
});

/** Sentences that the server puts after another one. */
const AFTER: Record<string, string> = {
  " It took you 7 s.": "Set a timer to 7 s: at 7 words a minute the passage fills it. It took you 7 s.",
  " In this phrase it was 7 dB.": "7 In this phrase it was 7 dB.",
};

test("every sentence of the exercises is recognised", () => {
  const drills = readdirSync(resolve(CRATES, "coach/src/drill")).filter(
    (file) => !/^(goal|passage|tests)\.rs$/.test(file),
  );
  expect(drills.length).toBeGreaterThan(6);
  for (const file of drills) {
    const prose = texts(`coach/src/drill/${file}`)
      .map((text) => AFTER[text] ?? text.replace("fills it.7", "fills it."))
      .filter((text) => /^[A-Z7].* .*[a-z.”7]$/.test(text));
    expect(prose.length, file).toBeGreaterThan(3);
    for (const text of prose) expect(recognise(text), text).not.toBeNull();
  }
});

test("goals, comments and reasons are recognised", () => {
  const score = texts("coach/src/score.rs").filter((text) => text.includes("works well"));
  expect(score.length).toBeGreaterThan(6);
  for (const stands of score) expect(recognise(`Said, ${stands}.`), stands).not.toBeNull();
  const whole = texts("coach/src/score.rs").filter((text) =>
    /scored: |no overall score|^Too little/.test(text),
  );
  expect(whole).toHaveLength(3);
  for (const text of whole) {
    const words = text.replace("score: 7 7 in", "score: 7 words in");
    expect(recognise(words), words).not.toBeNull();
  }
  for (const why of texts("coach/src/score.rs").filter((text) => /^there |^in this language/.test(text))) {
    expect(recognise(`Pace was left out: ${why}.`), why).not.toBeNull();
  }
  expect(source("coach/src/drill/goal.rs")).toContain(
    '"{title}: {words} {}{unit} in your next recording (now {}){further}."',
  );
  expect(texts("coach/src/drill/goal.rs")).toEqual(
    expect.arrayContaining(["at least", "at most", ", on the way to 7"]),
  );
});

test("every finding of our own rules is recognised", () => {
  // Harper's messages are not ours: they stay in English.
  const messages = files("coach/src/rules")
    .filter((file) => !file.endsWith("harper.rs"))
    .flatMap(texts)
    .filter((text) => /^[A-Z7“].* .*\.$/.test(text))
    .map((text) => text.replace("is said 7.", "is said twice."));
  expect(messages.length).toBeGreaterThan(50);
  for (const text of messages) expect(recognise(text), text).not.toBeNull();
});

test.each(["audio/src/notices.rs", "coach/src/notices.rs"])("every notice of %s is recognised", (path) => {
  const notices = texts(path)
    .filter((text) => /^[A-Z].*\.$/.test(text))
    .map((text) =>
      text.replace("estimated, 7.", "estimated, since there is no phone model for this language yet."),
    );
  expect(notices.length).toBeGreaterThan(2);
  for (const text of notices) expect(recognise(text), text).not.toBeNull();
});

test("problems, faults and failures that have words are those that the server tells", () => {
  const told = new Set(["server/src", "jobs/src", "audio/src"].flatMap(files).flatMap(texts));
  for (const group of ["problem", "fault", "failure"] as const) {
    for (const [path, english] of leaves(sentences[group])) {
      const text = english.replace(/\{\w+\}/g, "7").replace("recording:", "recording7:");
      expect(told.has(text) || told.has(english.replace(/\{\w+\}/g, "7")), `${group}.${path}`).toBe(true);
    }
  }
});

test("every kind of problem has words", () => {
  const kinds = source("server/src/problem.rs").matchAll(/^ {4}\w+ = [A-Z_]+, "(.+?)"|^ {12}"([a-z-]+)",$/gm);
  const keys = [...kinds].map(([, kind, other]) => kind ?? other ?? "");
  expect(keys).toEqual(expect.arrayContaining(["not-found", "invalid", "internal"]));
  for (const key of keys) expect(ui.problem, key).toHaveProperty(key);
});

test("every sound and every confusion that the server explains has words", () => {
  const rust = source("coach/src/pronunciation/sounds.rs");
  const [made = "", contrasts = ""] = rust.split("pub fn contrast");
  const sounds = [...made.matchAll(/^ {8}([A-Z][a-z]?) =>/gm)].map(([, phone = ""]) => phone.toUpperCase());
  expect(sounds.sort()).toEqual(Object.keys(server.sound).sort());
  expect(sounds).toHaveLength(39);
  const pairs = [...contrasts.matchAll(/\(([A-Z][a-z]?), ([A-Z][a-z| A-Z]*)\)/g)].flatMap(
    ([, wanted = "", heard = ""]) => heard.split(" | ").map((one) => [wanted, one] as const),
  );
  expect(pairs.length).toBeGreaterThan(50);
  for (const [wanted, heard] of pairs) {
    const key = contrastKey(wanted.toUpperCase(), heard.toUpperCase());
    expect(at(server, `contrast.${key}`), `${wanted} ${heard}`).toBeTypeOf("string");
  }
});

test("every reason for no scores of sounds has words", () => {
  const reasons = /enum NotScoredReason \{(.*?)\n\}/s.exec(source("domain/src/pronunciation.rs"))?.[1] ?? "";
  const keys = [...reasons.matchAll(/^ {4}(\w+),$/gm)].map(([, name = ""]) =>
    name.replace(/(?<=.)([A-Z])/g, "_$1").toLowerCase(),
  );
  expect(keys.sort()).toEqual(Object.keys(server.refused).sort());
});

import { expect, it } from "vitest";

import { afterSaying, inTurn, type DrillSound } from "./order";

const sound = (arpabet: string, texts: string[]): DrillSound => ({
  arpabet,
  ipa: arpabet,
  score: 40,
  low: 30,
  high: 50,
  instead: null,
  advice: "",
  prompts: texts.map((text) => ({ kind: "word", text, other: null })),
});

const texts = (tasks: readonly { prompt: { text: string } }[]) => tasks.map(({ prompt }) => prompt.text);

it("takes the sounds in turn", () => {
  expect(texts(inTurn([sound("TH", ["a", "b", "c"]), sound("R", ["d"])]))).toEqual(["a", "d", "b", "c"]);
  expect(inTurn([])).toEqual([]);
});

it("asks for what went badly once more a little later, and only once", () => {
  const tasks = inTurn([sound("TH", ["a", "b", "c", "d"])]);
  const again = afterSaying(tasks, 0, 20);
  expect(texts(again)).toEqual(["a", "b", "c", "a", "d"]);
  expect(texts(afterSaying(again, 3, 20))).toEqual(texts(again));
  expect(texts(afterSaying(tasks, 3, 20))).toEqual(["a", "b", "c", "d", "d"]);
});

it("lets the last time count where something is said again at once", () => {
  const tasks = inTurn([sound("TH", ["a", "b", "c", "d"])]);
  const bad = afterSaying(tasks, 0, 20);
  expect(texts(afterSaying(bad, 0, 30))).toEqual(["a", "b", "c", "a", "d"]);
  expect(texts(afterSaying(bad, 0, 90))).toEqual(["a", "b", "c", "d"]);
});

it("leaves alone what went well or was not scored", () => {
  const tasks = inTurn([sound("TH", ["a", "b"])]);
  expect(texts(afterSaying(tasks, 0, 90))).toEqual(["a", "b"]);
  expect(texts(afterSaying(tasks, 0, null))).toEqual(["a", "b"]);
});

import { beforeEach, expect, it } from "vitest";

import { beginOf, missingOf, remember, takeAbout } from "./about";

beforeEach(() => localStorage.clear());

const from = (query: string) => beginOf(new URLSearchParams(query));

it("begins as it was left", () => {
  remember({ ...from(""), project: "p-1", language: "es", rubric: "conversation" });
  expect(from("")).toMatchObject({ kind: "talk", project: "p-1", language: "es", rubric: "conversation" });
});

it("begins with the exercise that the address names", () => {
  remember({ ...from(""), project: "p-1" });
  const about = from("project=p-2&text=One+%7C+two&drill=d-1");
  expect(about).toMatchObject({ kind: "reading", project: "p-2", text: "One | two" });
  expect(takeAbout(about, "u", "o", "Take").text).toBe("One two");
});

it("makes nothing of what was kept by somebody else's program", () => {
  localStorage.setItem("vivavoce.take", "null");
  expect(from("").rubric).toBe("public-speaking");
  localStorage.setItem("vivavoce.take", '{"rubric":"juggling"');
  expect(from("").rubric).toBe("public-speaking");
});

it("says what is missing", () => {
  const about = from("");
  expect(missingOf(about, false)).toEqual([]);
  expect(missingOf({ ...about, kind: "reading" }, true)).toEqual(["text", "consent"]);
  expect(missingOf({ ...about, kind: "reading", text: "x", consent: true }, true)).toEqual([]);
});

it("sends no text with a talk, and a title in any case", () => {
  const about = { ...from(""), text: "left over" };
  expect(takeAbout(about, "u", "o", "Take")).toMatchObject({ text: null, title: "Take", language: null });
});

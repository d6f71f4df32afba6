import { expect, it } from "vitest";

import type { Schema } from "@/lib/api";

import { tryPath } from "./try-path";

const drill = (text: string | null) =>
  ({ id: "d-1", drill: { title: "Pause between thoughts", text } }) as Schema<"DrillBody">;

it("takes to recording what the drill and its take are about, and nothing that is not known", () => {
  const path = tryPath(drill("One | two"), { project: "p-1", language: "en", rubric: "public-speaking" });
  const query = new URL(path, "http://localhost").searchParams;
  expect(Object.fromEntries(query)).toEqual({
    project: "p-1",
    drill: "d-1",
    title: "Pause between thoughts",
    text: "One | two",
    language: "en",
    rubric: "public-speaking",
  });
  const bare = tryPath(drill(null), { project: null, language: null, rubric: "public-speaking" });
  expect([...new URL(bare, "http://localhost").searchParams.keys()]).toEqual(["drill", "title", "rubric"]);
});

import { expect, it } from "vitest";

import type { Schema } from "@/lib/api";

import { tryPath } from "./try-path";

const drill = (text: string | null) =>
  ({ id: "d-1", drill: { title: "A title of the server", text } }) as Schema<"DrillBody">;

it("takes to recording what the drill and its take are about, and nothing that is not known", () => {
  const take = { project: "p-1", language: "en", rubric: "public-speaking" };
  const path = tryPath(drill("One | two"), take, "Haz pausas");
  const query = new URL(path, "http://localhost").searchParams;
  expect(Object.fromEntries(query)).toEqual({
    project: "p-1",
    drill: "d-1",
    title: "Haz pausas",
    text: "One | two",
    language: "en",
    rubric: "public-speaking",
  });
  const unknown = { project: null, language: null, rubric: "public-speaking" };
  const bare = tryPath(drill(null), unknown, "Haz pausas");
  expect([...new URL(bare, "http://localhost").searchParams.keys()]).toEqual(["drill", "title", "rubric"]);
});

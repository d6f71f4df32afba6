import { expect, test } from "vitest";

import { languageNames } from "./language-name";

test("languages are called as the reader calls them", () => {
  expect(languageNames("en")("es")).toBe("Spanish");
  expect(languageNames("es")("en")).toBe("Inglés");
});

test("a code that is none is shown as it is", () => {
  expect(languageNames("en")("not a code")).toBe("not a code");
});

import { expect, it } from "vitest";

import { measured } from "./measure";

it("writes a measure as the report does", () => {
  const all = [131.44, 16.44, 3.2, 0.013, 99.97, 9.997, -0.001].map((value) => measured(value, "en"));
  expect(all).toEqual(["131", "16.4", "3.2", "0.01", "100", "10", "0"]);
  expect(measured(16.44, "es")).toBe("16,4");
});

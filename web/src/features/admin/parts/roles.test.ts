import { expect, test } from "vitest";

import { givable, mayChange } from "./roles";

test("only owners make owners, and change them", () => {
  expect(givable("owner")).toContain("owner");
  expect(givable("admin")).not.toContain("owner");
  expect(mayChange("admin", "owner")).toBe(false);
  expect(mayChange("owner", "owner")).toBe(true);
  expect(mayChange("admin", "admin")).toBe(true);
});

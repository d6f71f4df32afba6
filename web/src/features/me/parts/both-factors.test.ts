import { expect, test } from "vitest";

import { bothFactors } from "./both-factors";

test("six digits are a code of the app, anything else a recovery code", () => {
  expect(bothFactors({ password: "p", code: " 123456 " })).toEqual({ password: "p", code: "123456" });
  expect(bothFactors({ password: "p", code: "abcd-efgh" })).toEqual({
    password: "p",
    recovery_code: "abcd-efgh",
  });
});

test("without a second factor the password is all", () => {
  expect(bothFactors({ password: "p", code: "" })).toEqual({ password: "p" });
});

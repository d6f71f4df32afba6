import { act, renderHook } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { keep } from "@/lib/util/keep";

import { useChoice } from "./use-choice";

afterEach(() => localStorage.clear());

test("language and level are remembered", () => {
  const { result, unmount } = renderHook(() => useChoice());
  act(() => result.current[1]({ language: "es" }));
  act(() => result.current[1]({ level: "B2" }));
  unmount();
  const again = renderHook(() => useChoice());
  expect(again.result.current[0]).toEqual({ language: "es", level: "B2" });
});

test("a level that is none is not taken", () => {
  keep("read.level", "Z9");
  expect(renderHook(() => useChoice()).result.current[0].level).toBe("A2");
});

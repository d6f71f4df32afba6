import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { secondsLeft, useSessionClock } from "./use-session-clock";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("five minutes, and then nothing is left", () => {
  expect(secondsLeft(1_000, 1_000)).toBe(300);
  expect(secondsLeft(1_000, 61_500)).toBe(240);
  expect(secondsLeft(1_000, 301_000)).toBe(0);
  expect(secondsLeft(1_000, 900_000)).toBe(0);
});

test("the clock runs from when it appears, however long the browser slept", () => {
  const { result } = renderHook(() => useSessionClock());
  expect(result.current).toBe(300);
  act(() => {
    vi.advanceTimersByTime(90_000);
  });
  expect(result.current).toBe(210);
  act(() => {
    vi.advanceTimersByTime(600_000);
  });
  expect(result.current).toBe(0);
});

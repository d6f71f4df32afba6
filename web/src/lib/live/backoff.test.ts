import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { delay, retryAfter, sleep } from "./backoff";

describe("delay", () => {
  it("doubles up to a limit, and leaves half to chance", () => {
    const least = { first: 1_000, most: 60_000, random: () => 0 };
    const most = { ...least, random: () => 1 };
    expect([1, 2, 3, 4].map((tries) => delay(tries, least))).toEqual([500, 1_000, 2_000, 4_000]);
    expect([1, 2, 3, 7, 100].map((tries) => delay(tries, most))).toEqual([
      1_000, 2_000, 4_000, 60_000, 60_000,
    ]);
  });
});

describe("retryAfter", () => {
  it("reads seconds and dates", () => {
    expect(retryAfter("30")).toBe(30_000);
    expect(retryAfter("Thu, 01 Jan 1970 00:01:00 GMT", 20_000)).toBe(40_000);
    expect(retryAfter("Thu, 01 Jan 1970 00:00:00 GMT", 20_000)).toBe(0);
    expect([retryAfter(null), retryAfter(""), retryAfter("soon")]).toEqual([null, null, null]);
  });
});

describe("sleep", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("ends when its time is over", async () => {
    const slept = vi.fn();
    void sleep(1_000, new AbortController().signal).then(slept);
    await vi.advanceTimersByTimeAsync(999);
    expect(slept).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(slept).toHaveBeenCalled();
  });

  it("ends early when something happens, and looks after nothing any more then", async () => {
    let happen: () => void = vi.fn();
    const end = vi.fn();
    const slept = sleep(60_000, new AbortController().signal, (happened) => {
      happen = happened;
      return end;
    });
    happen();
    await slept;
    expect(end).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("rejects when it is given up, before or meanwhile", async () => {
    const control = new AbortController();
    const slept = sleep(60_000, control.signal);
    control.abort(new Error("enough"));
    await expect(slept).rejects.toThrow("enough");
    await expect(sleep(1, control.signal)).rejects.toThrow("enough");
    expect(vi.getTimerCount()).toBe(0);
  });
});

import { afterEach, describe, expect, it, vi } from "vitest";

import { keepAwake } from "./wake-lock";

class FakeLock extends EventTarget {
  released = false;

  readonly release = (): Promise<void> => {
    this.released = true;
    this.dispatchEvent(new Event("release"));
    return Promise.resolve();
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

function browser(request: () => Promise<FakeLock>): void {
  Object.defineProperty(navigator, "wakeLock", { value: { request }, configurable: true });
}

function show(visible: boolean): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(visible ? "visible" : "hidden");
  document.dispatchEvent(new Event("visibilitychange"));
}

afterEach(() => {
  Reflect.deleteProperty(navigator, "wakeLock");
});

describe("keepAwake", () => {
  it("asks again whenever the page is seen again, until it is ended", async () => {
    const locks: FakeLock[] = [];
    browser(() => {
      const lock = new FakeLock();
      locks.push(lock);
      return Promise.resolve(lock);
    });
    const told: boolean[] = [];
    const end = keepAwake((awake) => told.push(awake));
    await settle();
    await locks[0]?.release();
    show(false);
    await settle();
    expect(locks).toHaveLength(1);
    show(true);
    await settle();
    show(true);
    await settle();
    expect(locks).toHaveLength(2);
    end();
    await settle();
    expect(locks.every(({ released }) => released)).toBe(true);
    show(true);
    await settle();
    expect(locks).toHaveLength(2);
    expect(told).toEqual([true, false, true, false]);
  });

  it("does without where the device does not let it", async () => {
    browser(() => Promise.reject(new DOMException("low battery", "NotAllowedError")));
    const told: boolean[] = [];
    keepAwake((awake) => told.push(awake))();
    await settle();
    expect(told).toEqual([false]);
    Reflect.deleteProperty(navigator, "wakeLock");
    expect(() => keepAwake()()).not.toThrow();
  });

  it("lets go of a lock that came when it was ended already", async () => {
    const lock = new FakeLock();
    browser(() => Promise.resolve(lock));
    keepAwake()();
    await settle();
    expect(lock.released).toBe(true);
  });
});

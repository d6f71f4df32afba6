import { act, renderHook } from "@testing-library/react";
import { StrictMode } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { FakeAccess } from "./testing/fake-access";
import { FakeSocket } from "./testing/fake-socket";
import { useEventStream } from "./use-event-stream";

describe("useEventStream", () => {
  const access = new FakeAccess();

  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.install();
    vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ ticket: "t" }, { status: 201 })));
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

  it("follows a session while the component is there, also in strict mode", async () => {
    const { result, unmount } = renderHook(() => useEventStream("s", { access, org: "o" }), {
      wrapper: StrictMode,
    });
    await pass(0);
    act(() => FakeSocket.newest.greet());
    expect(result.current.line.status).toBe("live");
    act(() => FakeSocket.newest.tell("s", 1, "score", { type: "drills", count: 4 }));
    await pass(50);
    expect(result.current.live.drills).toBe(4);
    unmount();
    expect(FakeSocket.all.every(({ readyState }) => readyState === FakeSocket.CLOSED)).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("begins anew with another session, and listens only when it is wanted", async () => {
    const { result, rerender } = renderHook(
      ({ session, enabled }) => useEventStream(session, { access, org: "o", enabled }),
      { initialProps: { session: "a", enabled: true } },
    );
    await pass(0);
    act(() => FakeSocket.newest.greet());
    act(() => FakeSocket.newest.tell("a", 1, "score", { type: "drills", count: 4 }));
    await pass(50);
    rerender({ session: "b", enabled: true });
    await pass(0);
    act(() => FakeSocket.newest.greet());
    expect(FakeSocket.newest.sent[0]).toEqual({ subscribe: "session:b:tokens", after: 0 });
    expect(result.current.live.drills).toBeNull();
    rerender({ session: "b", enabled: false });
    expect(result.current.line.status).toBe("closed");
    expect(FakeSocket.newest.readyState).toBe(FakeSocket.CLOSED);
  });
});

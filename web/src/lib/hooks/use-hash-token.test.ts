import { act, renderHook } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";

import { tokenIn, useHashToken } from "./use-hash-token";

afterEach(() => history.replaceState(null, "", "/"));

it("takes the token out of the address", () => {
  history.replaceState(null, "", "/join?a=1#token=abcdefgh");
  const { result } = renderHook(() => useHashToken());
  expect(result.current).toBe("abcdefgh");
  expect(location.hash).toBe("");
  expect(location.search).toBe("?a=1");
});

it("sees a link that is opened over the page, and keeps its token", () => {
  const { result } = renderHook(() => useHashToken());
  expect(result.current).toBeNull();
  act(() => {
    history.replaceState(null, "", "/register#token=12345678");
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  });
  expect(result.current).toBe("12345678");
  act(() => {
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  });
  expect(result.current).toBe("12345678");
});

it("takes nothing that cannot be a token", () => {
  expect(tokenIn("#token=<script>")).toBeNull();
  expect(tokenIn("#short")).toBeNull();
  expect(tokenIn("")).toBeNull();
});

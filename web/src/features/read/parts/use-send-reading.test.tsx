import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { beforeEach, expect, test, vi } from "vitest";

import { noAnswer, reachableStore } from "@/lib/api";
import type * as Transport from "@/lib/api/transport";
import { pageTakes } from "@/lib/capture/page";

import { fieldsOf, GONE, useSendReading } from "./use-send-reading";

const ABOUT = {
  owner: "ana",
  org: "home",
  kind: "attempt" as const,
  project: null,
  title: "The soup is too hot.",
  language: "en",
  text: "The soup is too hot.",
  rubric: null,
  consent: false,
  sentence: { id: "a1-003", level: "A1", translation: "La sopa quema." },
};

const ANSWER = { id: "attempt-1", state: "done", result: null };

const queries = new QueryClient();
const wrapper = ({ children }: { children: ReactNode }) => (
  <QueryClientProvider client={queries}>{children}</QueryClientProvider>
);

async function keptTake(): Promise<string> {
  const { id } = await pageTakes().add(ABOUT, { name: "take.webm", type: "audio/webm" });
  await pageTakes().append(id, new Blob(["sound"]), 3);
  await pageTakes().change(id, { state: "kept" });
  return id;
}

const server = vi.hoisted(() => vi.fn<(path: string, init: RequestInit) => Promise<Response>>());
vi.mock("@/lib/api/transport", async (original) => ({
  ...(await original<typeof Transport>()),
  authorizedFetch: server,
}));

const answer = () => Promise.resolve(Response.json(ANSWER, { status: 201 }));

beforeEach(() => {
  server.mockReset();
  reachableStore.set(true);
});

test("a reading that the server has is forgotten here, and its sound stays at hand", async () => {
  const id = await keptTake();
  server.mockImplementation(answer);
  const { result } = renderHook(() => useSendReading(), { wrapper });
  act(() => result.current.mutate(id));
  await waitFor(() => expect(result.current.attempt?.id).toBe("attempt-1"));
  expect(result.current.data?.sound.size).toBe(5);
  expect(await pageTakes().get(id)).toBeNull();
});

test("a reading that does not get through stays, and goes again under the same name when the server is back", async () => {
  const id = await keptTake();
  server.mockImplementationOnce(() => {
    reachableStore.set(false);
    return Promise.reject(noAnswer());
  });
  server.mockImplementation(answer);
  const { result } = renderHook(() => useSendReading(), { wrapper });
  act(() => result.current.mutate(id));
  await waitFor(() => expect(result.current.isError).toBe(true));
  expect((await pageTakes().get(id))?.bytes).toBe(5);

  act(() => reachableStore.set(true));
  await waitFor(() => expect(result.current.attempt?.id).toBe("attempt-1"));
  const keys = server.mock.calls.map(([, { headers }]) => new Headers(headers).get("Idempotency-Key"));
  expect(keys).toEqual([id, id]);
});

test("a take that is not here any more is told as such, and nothing is sent", async () => {
  const { result } = renderHook(() => useSendReading(), { wrapper });
  act(() => result.current.mutate("nowhere"));
  await waitFor(() => expect(result.current.error).toMatchObject({ kind: GONE }));
  expect(server).not.toHaveBeenCalled();
});

test("the server is told what was to be read", () => {
  expect(fieldsOf(ABOUT)).toEqual({
    language: "en",
    expected: "The soup is too hot.",
    sentence: "a1-003",
    level: "A1",
    translation: "La sopa quema.",
  });
});

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { IntlProvider } from "use-intl";
import { beforeEach, expect, test, vi } from "vitest";

import ui from "@/components/messages.en.json";
import server from "@/components/server-words/messages.es.json";
import type { Schema } from "@/lib/api";
import type * as Transport from "@/lib/api/transport";

import read from "../messages.en.json";
import type { Sentence } from "../parts/sentence";
import { Component } from "./drill";

const answer = vi.hoisted(() => vi.fn<(path: string) => Promise<Response>>());
vi.mock("@/lib/api/transport", async (original) => ({
  ...(await original<typeof Transport>()),
  authorizedFetch: (input: Request | string) => answer(typeof input === "string" ? input : input.url),
}));

/** Whatever is to be read was read, badly. */
vi.mock("../parts/use-reading", () => ({
  useReading: ({ text }: Sentence) => ({
    send: { data: undefined, followed: {}, attempt: badly(text) },
    again: vi.fn(),
  }),
}));
vi.mock("../parts/unsent", () => ({ Unsent: () => null }));

function badly(text: string) {
  const phone = {
    arpabet: "TH",
    ipa: "θ",
    score: 30,
    low: 25,
    high: 35,
    start: 0,
    end: 1,
    left_out: 0,
    state: "other_sound",
    heard: [{ arpabet: "S", ipa: "s", probability: 0.8 }],
  };
  return {
    id: text,
    state: "done",
    result: { heard: "sink" },
    pronunciation: { scorer: "1", advice: [], words: [{ text, guessed: false, phones: [phone] }] },
  };
}

const TH: Schema<"DrillSound"> = {
  arpabet: "TH",
  ipa: "θ",
  score: 50,
  low: 40,
  high: 60,
  instead: { arpabet: "S", ipa: "s", times: 3 },
  advice: "Put the tongue between the teeth.",
  prompts: [
    { kind: "pair", text: "thick", other: "sick" },
    { kind: "word", text: "three", other: null },
  ],
};

beforeEach(() => {
  answer.mockReset();
});

function show(drill: Schema<"DrillSession">) {
  answer.mockImplementation(() => Promise.resolve(Response.json(drill)));
  renderPage();
}

function renderPage() {
  render(
    <IntlProvider locale="en" messages={{ ui, read, server }} timeZone="UTC">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <MemoryRouter>
          <Component />
        </MemoryRouter>
      </QueryClientProvider>
    </IntlProvider>,
  );
}

const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));

test("a session goes from what it is about, over each thing to say, to how it went and what is due", async () => {
  show({ attempts: 3, next: null, sounds: [TH] });
  expect(await screen.findByRole("img")).toHaveAccessibleName(/often like \/s\/.*50 out of 100/);

  press("Begin");
  expect(screen.getByRole("progressbar", { name: "Five minutes" })).toHaveAttribute(
    "aria-valuetext",
    "5 minutes left",
  );
  expect(screen.getByRole("heading", { name: "Say this: thick" })).toHaveFocus();
  expect(screen.getByText("sick")).toBeVisible();
  expect(screen.getByRole("heading", { name: "/θ/ not there yet" })).toBeVisible();
  expect(screen.getByText(/another sound\. It sounded more like \/s\/ \(80/)).toBeVisible();

  // The bad one comes once more after the other.
  press("Next");
  expect(screen.getByRole("heading", { name: "Say this: three" })).toBeVisible();
  press("Next");
  expect(screen.getByRole("heading", { name: "Say this: thick" })).toBeVisible();
  expect(screen.getByText("once more")).toBeVisible();
  press("Stop here");

  expect(screen.getByRole("heading", { name: "How it went" })).toHaveFocus();
  expect(screen.getByText("worse than before")).toBeVisible();
  expect(
    screen.getByText(/30 of 100 now \(between 20 and 40\), 50 before \(between 40 and 60\)/),
  ).toBeVisible();
  expect(await screen.findByText(/^Due again already: \/θ\//)).toBeVisible();
  expect(screen.getByRole("link", { name: "See your progress" })).toHaveAttribute("href", "/progress");

  press("Another five minutes");
  expect(await screen.findByRole("button", { name: "Begin" })).toBeVisible();
  expect(answer.mock.lastCall?.[0]).toContain("early=true");
});

test("who has read nothing is told to read first", async () => {
  show({ attempts: 0, next: null, sounds: [] });
  expect(await screen.findByText("Nothing to practise yet")).toBeVisible();
});

test("without a weak sound, all go well", async () => {
  show({ attempts: 9, next: null, sounds: [] });
  expect(await screen.findByText("Every sound goes well")).toBeVisible();
});

test("what is not due is told with its day, and can be practised all the same", async () => {
  show({ attempts: 9, next: "2026-05-04", sounds: [] });
  expect(await screen.findByText(/due on .*4.*2026/)).toBeVisible();
  press("Practise anyway");
  expect(answer.mock.lastCall?.[0]).toContain("early=true");
});

test("an error can be tried again", async () => {
  answer.mockImplementation(() => Promise.reject(new TypeError("no network")));
  renderPage();
  expect(await screen.findByRole("button", { name: "Try again" })).toBeVisible();
});

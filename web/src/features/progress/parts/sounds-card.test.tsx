import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, render, screen, within } from "@testing-library/react";
import { MemoryRouter } from "react-router";
import { IntlProvider } from "use-intl";
import { beforeEach, expect, test, vi } from "vitest";

import ui from "@/components/messages.en.json";
import type { Schema } from "@/lib/api";
import type * as Transport from "@/lib/api/transport";

import progress from "../messages.en.json";
import { SoundsCard } from "./sounds-card";

const server = vi.hoisted(() => vi.fn<() => Promise<Response>>());
vi.mock("@/lib/api/transport", async (original) => ({
  ...(await original<typeof Transport>()),
  authorizedFetch: server,
}));

beforeEach(() => {
  server.mockReset();
});

const sound = (
  arpabet: string,
  ipa: string,
  score: number,
  days: readonly number[],
): Schema<"SoundBody"> => ({
  arpabet,
  ipa,
  times: 12,
  score,
  low: score - 8,
  high: score + 8,
  heard: [],
  days: days.map((value, index) => ({ day: `2026-05-0${index + 1}`, times: 2, score: value })),
});

function show(body: Partial<Schema<"SoundsBody">>) {
  server.mockImplementation(() =>
    Promise.resolve(Response.json({ scorer: "1", attempts: 9, not_comparable: 0, sounds: [], ...body })),
  );
  renderCard();
}

function renderCard() {
  render(
    <IntlProvider locale="en" messages={{ ui, progress }} timeZone="UTC">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <MemoryRouter>
          <SoundsCard />
        </MemoryRouter>
      </QueryClientProvider>
    </IntlProvider>,
  );
}

test("each sound has its score, its interval, how often it was said, its change and a way to practise it", async () => {
  show({
    not_comparable: 3,
    sounds: [
      sound("TH", "θ", 42, [20, 30, 41, 50, 60]),
      sound("R", "ɹ", 60, [60, 40, 62, 41, 58]),
      sound("K", "k", 90, [90]),
    ],
  });
  const rows = await screen.findAllByRole("listitem");
  expect(rows.map((row) => row.getAttribute("aria-label"))).toEqual([
    "/θ/ as in “think”",
    "/ɹ/ as in “red”",
    "/k/ as in “key”",
  ]);
  const [first, second, third] = rows as [HTMLElement, HTMLElement, HTMLElement];
  expect(first).toHaveTextContent("Said 12 times; the score lies between 34 and 50.");
  expect(first).toHaveTextContent("+40 points over 5 days of practice");
  expect(within(first).getByRole("img")).toHaveAccessibleName(/42 out of 100, fair/);
  expect(within(first).getByRole("link", { name: "Practise /θ/" })).toHaveAttribute("href", "/read");
  expect(second).toHaveTextContent("No change");
  expect(third).toHaveTextContent("A change can be seen from the third day of practice on.");
  expect(screen.getByText(/^3 more readings were scored by older versions/)).toBeVisible();
});

test("the weakest come first, and all of them when asked for", async () => {
  show({
    sounds: ["P", "B", "T", "D", "K", "G", "M", "N"].map((name, at) => sound(name, name, 10 * at, [50])),
  });
  expect(await screen.findAllByRole("listitem")).toHaveLength(6);
  fireEvent.click(screen.getByRole("button", { name: "Show all 8 sounds" }));
  expect(screen.getAllByRole("listitem")).toHaveLength(8);
});

test("without any sound, the card says what to do", async () => {
  show({ scorer: null, attempts: 0 });
  expect(await screen.findByRole("link", { name: "Read a sentence" })).toHaveAttribute("href", "/read");
});

test("an error can be tried again", async () => {
  server.mockImplementation(() => Promise.reject(new TypeError("no network")));
  renderCard();
  expect(await screen.findByRole("alert")).toBeVisible();
  expect(screen.getByRole("button", { name: "Try again" })).toBeVisible();
});

import { beforeAll, expect, test } from "vitest";

import { api, faults, sendReading, setUp, SHORT } from "../helpers/browser";
import { stage } from "../helpers/stage";

const SENTENCE = "He was not an ill-disposed young man.";

type Attempt = {
  id: string;
  state: string;
  expected: string;
  result?: { accuracy: number; correct: boolean; heard: string; words: { state: string }[] };
  pronunciation?: { words: { phones: unknown[] }[] };
};

const { server, page } = await stage({ plays: SHORT });

beforeAll(() => setUp(page, server));

/** Reads what is shown: the microphone plays its clip. The newest attempt, as the API has it. */
async function read(): Promise<Attempt> {
  await page.getByRole("button", { name: "Read it aloud" }).click();
  await page.waitForTimeout(3_500);
  await page.getByRole("button", { name: "Done reading" }).click();
  await page.getByRole("heading", { name: "Word by word" }).waitFor({ timeout: 120_000 });
  const { items } = await api<{ items: Attempt[] }>(page, "/v1/practice/attempts");
  return api<Attempt>(page, `/v1/practice/attempts/${items[0]?.id}`);
}

test("a sentence that was read right is told so, word by word and sound by sound", async () => {
  // The sentence of the clip gets into the history once, to be read again from there.
  const id = await sendReading(page, SENTENCE);
  await page.goto(`${server.address}/read?again=${id}`);
  await page.getByText(SENTENCE).first().waitFor();

  const attempt = await read();
  expect(attempt.result?.correct).toBe(true);
  expect(attempt.result?.words.every(({ state }) => state === "right")).toBe(true);
  await page.getByText("Read right").waitFor();
  const shown = await page.locator("main").innerText();
  expect(shown).toContain(String(Math.round(attempt.result?.accuracy ?? NaN)));
  await page.getByText("Sound by sound").waitFor();
  const sounds = attempt.pronunciation?.words.flatMap(({ phones }) => phones) ?? [];
  expect(sounds.length).toBeGreaterThan(15);
  expect(await faults(page)).toEqual([]);
});

test("a sentence that was read wrong shows what was heard instead", async () => {
  await page.goto(`${server.address}/read`);
  const attempt = await read();
  expect(attempt.expected).not.toBe(SENTENCE);
  expect(attempt.result?.correct).toBe(false);
  await page.getByText("Not there yet").waitFor();
  const shown = await page.locator("main").innerText();
  expect(shown).toContain(`Heard: “${attempt.result?.heard}”`);
  const missed = attempt.result?.words.find(({ state }) => state === "changed" || state === "left_out");
  expect(missed).toBeDefined();
  expect(await faults(page)).toEqual([]);
});

test("the history counts both", async () => {
  await page.goto(`${server.address}/read/history`);
  await page.getByRole("heading", { level: 1, name: "What you have read" }).waitFor();
  await page.getByRole("link", { name: SENTENCE }).first().waitFor();
  const { total } = await api<{ total: { attempts: number; correct: number } }>(
    page,
    "/v1/practice/statistics",
  );
  expect(total).toMatchObject({ attempts: 3, correct: 2 });
  expect(await faults(page)).toEqual([]);
});

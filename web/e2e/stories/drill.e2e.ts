import { beforeAll, expect, test } from "vitest";

import { api, faults, sendReading, setUp, SHORT } from "../helpers/browser";
import { stage } from "../helpers/stage";

/** Near what the clip says, so that it is scored; the words that are not in it go badly. */
const WRONG = "He was not a very clever young man.";

type Attempt = { id: string; state: string; expected: string };
type Drill = { attempts: number; sounds: { ipa: string; prompts: { text: string }[] }[] };

const { server, page } = await stage({ plays: SHORT });

const drill = () => api<Drill>(page, "/v1/practice/drill");

beforeAll(() => setUp(page, server));

test("without any reading, the page says to read first", async () => {
  await page.goto(`${server.address}/read/drill`);
  await page.getByText("Nothing to practise yet").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.locator("main").getByRole("link", { name: "Read aloud" }).last().click();
  await page.waitForURL(/\/read$/);
});

test("sounds that went badly are practised, one thing to say at a time", { timeout: 300_000 }, async () => {
  // A sound has to be said twice before anything is made of it.
  await sendReading(page, WRONG);
  await sendReading(page, WRONG);
  await expect.poll(async () => (await drill()).attempts, { timeout: 120_000, interval: 1_000 }).toBe(2);
  const first = (await drill()).sounds[0];
  expect(first?.prompts.length).toBeGreaterThan(0);

  await page.getByRole("link", { name: "Practise sounds" }).click();
  await page.getByRole("heading", { name: "What you will practise" }).waitFor();
  expect(await page.locator("main").innerText()).toContain(`/${first?.ipa}/`);
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: "Begin" }).click();
  const prompt = first?.prompts[0]?.text ?? "";
  const heading = page.getByRole("heading", { level: 2, name: `Say this: ${prompt}` });
  await heading.waitFor();
  expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByRole("progressbar", { name: "Five minutes" }).waitFor();
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: "Read it aloud" }).click();
  await page.waitForTimeout(3_500);
  await page.getByRole("button", { name: "Done reading" }).click();
  // The clip says something else: whether that is scored or refused, the page says how the sound went, and goes on.
  const verdict = page.getByRole("heading", { name: /well said|nearly|not there yet|was not scored/ });
  await verdict.waitFor({ timeout: 120_000 });
  const { items } = await api<{ items: Attempt[] }>(page, "/v1/practice/attempts");
  expect(items).toHaveLength(3);
  expect(items[0]?.expected).toBe(prompt);
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: "Next" }).click();
  await verdict.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Read it aloud" }).waitFor();
  await page.getByRole("button", { name: "Stop here" }).click();
  await page.getByRole("heading", { name: "How it went" }).waitFor();
  await page.getByRole("link", { name: "See your progress" }).waitFor();
  expect(await faults(page)).toEqual([]);
});

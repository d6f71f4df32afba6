import { beforeAll, expect, test } from "vitest";

import { api, faults, sendReading, setUp, SHORT } from "../helpers/browser";
import { stage } from "../helpers/stage";

/** Much like the clip, “He was not an ill-disposed young man.”, with sounds in it that the clip does not have. */
const NEARLY = "She was hot than ill-disposed thumb man.";

type Drill = { attempts: number; sounds: { ipa: string; prompts: { text: string }[] }[] };

const { server, page } = await stage({ plays: SHORT });

beforeAll(() => setUp(page, server));

test("whoever has read nothing yet is told what to do first", async () => {
  await page.goto(`${server.address}/read/drill`);
  await page.getByText("Nothing to practise yet").waitFor();
  expect(await faults(page)).toEqual([]);
});

test("weak sounds are practised: hear, say, see how the sound went, and how the session went", async () => {
  for (const id of [await sendReading(page, NEARLY), await sendReading(page, NEARLY)]) {
    await expect
      .poll(async () => (await api<{ state: string }>(page, `/v1/practice/attempts/${id}`)).state, {
        timeout: 120_000,
      })
      .toBe("done");
  }
  const drill = await api<Drill>(page, "/v1/practice/drill");
  expect(drill.attempts).toBe(2);
  const [weakest] = drill.sounds;
  if (!weakest) throw new Error("no sound is weak");

  await page.goto(`${server.address}/read/drill`);
  await page.getByRole("heading", { name: "What you will practise" }).waitFor();
  expect(await page.locator("main").innerText()).toContain(`/${weakest.ipa}/`);
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByText(weakest.prompts[0]?.text ?? "", { exact: true }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Read it aloud" }).click();
  await page.waitForTimeout(3_500);
  await page.getByRole("button", { name: "Done reading" }).click();
  await page.getByText("Sound by sound").waitFor({ timeout: 120_000 });
  expect(await page.locator("main").innerText()).toMatch(
    new RegExp(`/${weakest.ipa}/ (well said|not there yet|was not scored)`),
  );
  expect(await faults(page)).toEqual([]);

  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Stop here" }).click();
  await page.getByRole("heading", { name: "How it went" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Another five minutes" }).click();
  await page.getByRole("heading", { name: "What you will practise" }).waitFor();
});

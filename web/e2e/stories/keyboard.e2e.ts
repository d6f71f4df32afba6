import { beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";

import { LONG, newPage, OWNER, reported, setUp } from "../helpers/browser";
import { stage } from "../helpers/stage";

const { server, chromium, page } = await stage({ plays: LONG });

beforeAll(async () => {
  const first = await newPage(chromium);
  await setUp(first, server);
  await first.context().close();
});

/** How many places Tab may stop at before the one that is looked for. */
const MOST = 60;

/** Goes on with Tab to what is called `name`: a person without a mouse has no other way. */
async function tabTo(role: Parameters<Page["getByRole"]>[0], name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  await wanted.waitFor();
  for (let stop = 0; stop < MOST; stop += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not come to ${role} “${name}”`);
}

test("a person with a keyboard alone signs in, records a take, and gets its report", async () => {
  await page.goto(`${server.address}/login`);
  await tabTo("textbox", "Mail address");
  await page.keyboard.type(OWNER.email);
  await tabTo("textbox", "Password");
  await page.keyboard.type(OWNER.password);
  await page.keyboard.press("Enter");

  await tabTo("link", "Skip to the content");
  await tabTo("link", "Record");
  await page.keyboard.press("Enter");
  await tabTo("button", "Turn on the microphone");
  await page.keyboard.press("Enter");
  await tabTo("button", "Record");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(5_000);
  await tabTo("button", "Stop");
  await page.keyboard.press("Enter");
  await tabTo("button", "Send it");
  await page.keyboard.press("Enter");
  await reported(page);

  await tabTo("button", "Play");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await tabTo("button", "Pause");
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Play", exact: true }).waitFor();
});

test("a menu opens, is walked through and closes by keys, and the focus comes back", async () => {
  const menu = page.getByRole("button", { name: /Your account, groups and settings/ }).first();
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Your account" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await expect.poll(() => menu.evaluate((element) => element === document.activeElement)).toBe(true);
});

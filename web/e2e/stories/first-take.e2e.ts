import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";

import { api, browser, clip, faults, PHONE, setUp } from "../helpers/browser";
import { Server } from "../helpers/server";

/** “And Mr John Dashwood had then leisure to consider …”: seven seconds. */
const CLIP = clip("sense_and_sensibility_01_austen_64kb-0870");

let server: Server;
let chromium: Browser;
let page: Page;

beforeAll(async () => {
  server = await Server.start();
  chromium = await browser(CLIP);
  page = await (await chromium.newContext({ locale: "en-GB" })).newPage();
});

afterAll(async () => {
  await chromium.close();
  await server.end();
});

test("the owner of a fresh server is led from its link to the first take", async () => {
  await setUp(page, server);
  expect(await faults(page)).toEqual([]);
});

test("a take is recorded, heard, and reported with the numbers of the API", async () => {
  await page.goto(`${server.address}/talk/new`);
  await page.getByRole("button", { name: "Turn on the microphone" }).click();
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.waitForTimeout(7_000);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("button", { name: "Send it" }).click();
  await page.waitForURL(/\/talk\/[0-9a-f-]{36}$/, { timeout: 150_000 });

  const id = new URL(page.url()).pathname.split("/").pop() ?? "";
  await page.getByRole("heading", { name: "What you said" }).waitFor();
  type Heard = { words: { text: string }[] };
  const heard = await api<Heard>(page, `/v1/sessions/${id}/transcript`);
  expect(heard.words.length).toBeGreaterThan(8);
  const shown = (await page.locator("main").innerText()).replace(/\s+/g, " ");
  for (const { text } of heard.words) expect(shown).toContain(text.replace(/^\W+|\W+$/g, ""));

  type Scores = { items: { card: { overall: { scored?: { value: number } } } }[] };
  const scores = await api<Scores>(page, `/v1/sessions/${id}/scores`);
  const overall = scores.items[0]?.card.overall.scored?.value;
  if (overall !== undefined) expect(shown).toContain(String(Math.round(overall)));
  expect(await faults(page)).toEqual([]);
});

test("every screen is without faults that axe can see, in the light, in the dark, and on a phone", async () => {
  const found: string[] = [];
  const state = await page.context().storageState();
  for (const [look, options] of [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["phone", { colorScheme: "light", ...PHONE }],
  ] as const) {
    const context = await chromium.newContext({ locale: "en-GB", storageState: state, ...options });
    const other = await context.newPage();
    for (const path of [
      "/",
      "/talk",
      "/talk/new",
      "/read",
      "/read/history",
      "/progress",
      "/learners",
      "/admin",
      "/me",
    ]) {
      await other.goto(server.address + path);
      await other.getByRole("heading", { level: 1 }).waitFor();
      await other.waitForLoadState("networkidle");
      found.push(...(await faults(other)).map((fault) => `${look} ${path} ${fault}`));
    }
    // The cookie is one: what this context was given anew goes on in the next.
    state.cookies = (await context.storageState()).cookies;
    await context.close();
  }
  expect(found).toEqual([]);
});

test("the page speaks Spanish to a browser that does", async () => {
  const context = await chromium.newContext({ locale: "es-MX" });
  const other = await context.newPage();
  await other.goto(`${server.address}/login`);
  await other.getByRole("heading", { name: "Iniciar sesión" }).waitFor();
  expect(await other.locator("html").getAttribute("lang")).toBe("es");
  await context.close();
});

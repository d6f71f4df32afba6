import { expect, test } from "vitest";

import { api, faults, LONG, newPage, PHONE, record, reported, setUp, visit } from "../helpers/browser";
import { stage } from "../helpers/stage";

const { server, chromium, page } = await stage({ plays: LONG });

test("the owner of a fresh server is led from its link to the first take", async () => {
  await setUp(page, server);
  expect(await faults(page)).toEqual([]);
});

test("a take is recorded, heard, and reported with the numbers of the API", async () => {
  await record(page, server, 7_000);
  await page.getByRole("button", { name: "Send it" }).click();
  const id = await reported(page);
  type Heard = { words: { text: string }[] };
  const heard = await api<Heard>(page, `/v1/sessions/${id}/transcript`);
  expect(heard.words.length).toBeGreaterThan(8);
  const shown = (await page.locator("main").innerText()).replace(/\s+/g, " ");
  for (const { text } of heard.words) expect(shown).toContain(text.replace(/^\W+|\W+$/g, ""));

  type Scores = { items: { card: { overall: { scored?: { value: number } } } }[] };
  const scores = await api<Scores>(page, `/v1/sessions/${id}/scores`);
  const overall = scores.items[0]?.card.overall.scored?.value;
  if (overall !== undefined) expect(shown).toContain(String(Math.round(overall)));

  const { basis } = await api<{ basis: { words_heard: number; words_scored: number } }>(
    page,
    `/v1/sessions/${id}/sounds`,
  );
  await page.getByRole("heading", { name: "Sounds", exact: true }).waitFor();
  await page.getByText(`${basis.words_scored} of the ${basis.words_heard} words that were heard`).waitFor();
  expect(await faults(page)).toEqual([]);
});

test("every screen is without faults that axe can see, in the light, in the dark, and fits a phone", async () => {
  const found: string[] = [];
  const state = await page.context().storageState();
  for (const [look, options] of [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["phone", { colorScheme: "light", ...PHONE }],
  ] as const) {
    const other = await newPage(chromium, { storageState: state, ...options });
    for (const path of [
      "/",
      "/talk",
      "/talk/new",
      new URL(page.url()).pathname,
      "/read",
      "/read/drill",
      "/read/history",
      "/progress",
      "/learners",
      "/me",
    ]) {
      await visit(other, server.address + path);
      found.push(...(await faults(other)).map((fault) => `${look} ${path} ${fault}`));
      const wide = await other.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (wide > 0) found.push(`${look} ${path} is ${wide} pixels too wide`);
    }
    // The cookie is one: what this context was given anew goes on in the next.
    state.cookies = (await other.context().storageState()).cookies;
    await other.context().close();
  }
  expect(found).toEqual([]);
});

test("the page speaks Spanish to a browser that does", async () => {
  const other = await newPage(chromium, { locale: "es-MX" });
  await other.goto(`${server.address}/login`);
  await other.getByRole("heading", { name: "Iniciar sesión" }).waitFor();
  expect(await other.locator("html").getAttribute("lang")).toBe("es");
  await other.context().close();
});

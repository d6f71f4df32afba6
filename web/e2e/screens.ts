import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { test } from "vitest";
import type { BrowserContextOptions } from "playwright-core";

import { addSecondFactor, api, LONG, newPage, PHONE, sendReading, setUp, visit } from "./helpers/browser";
import { ROOT } from "./helpers/server";
import { stage } from "./helpers/stage";

/** Pictures of every screen, in the light, in the dark and on a phone: `make screenshots`. */
const FOLDER = join(ROOT, "docs/screens");

const LOOKS: [string, BrowserContextOptions][] = [
  ["light", { colorScheme: "light", viewport: { width: 1280, height: 860 } }],
  ["dark", { colorScheme: "dark", viewport: { width: 1280, height: 860 } }],
  ["phone", { colorScheme: "light", ...PHONE }],
];

const {
  server,
  chromium,
  page: owner,
} = await stage({ plays: LONG }, { args: ["--demo", join(ROOT, "samples/learner.flac")] });

test("pictures of every screen", { timeout: 900_000 }, async () => {
  mkdirSync(FOLDER, { recursive: true });
  await setUp(owner, server);
  await addSecondFactor(owner, server);
  type List = { items: { id: string; state: string }[] };
  let [report, reading] = ["", ""];
  // The sample is listened to while the owner looks around.
  while (report === "") {
    await owner.waitForTimeout(3_000);
    const orgs = await api<List>(owner, "/v1/orgs");
    for (const org of orgs.items) {
      const list = await api<List>(owner, "/v1/sessions", org.id);
      const done = list.items.find(({ state }) => state === "done");
      if (done) {
        report = done.id;
        // One right, one with a word that the clip does not have, and twice one with sounds that it does not have.
        await sendReading(owner, "He was not an ill-disposed young man.", org.id);
        for (let time = 0; time < 2; time += 1)
          await sendReading(owner, "She was hot than ill-disposed thumb man.", org.id);
        reading = await sendReading(owner, "He was not a very clever young man.", org.id);
        await owner.evaluate((id) => {
          const known = JSON.parse(localStorage.getItem("vivavoce.identity") ?? "null") as {
            org: string;
          } | null;
          if (known) localStorage.setItem("vivavoce.identity", JSON.stringify({ ...known, org: id }));
        }, org.id);
      }
    }
  }
  const screens: [string, string][] = [
    ["home", "/"],
    ["talks", "/talk"],
    ["record", "/talk/new"],
    ["report", `/talk/${report}`],
    ["read", "/read"],
    ["reading", `/read/history/${reading}`],
    ["drill", "/read/drill"],
    ["history", "/read/history"],
    ["progress", "/progress"],
    ["learners", "/learners"],
    ["manage", "/admin"],
    ["rules", "/admin/rules"],
    ["audit", "/admin/audit"],
    ["running", "/admin/running"],
    ["account", "/me"],
  ];
  const state = await owner.context().storageState();
  await owner.context().close();
  for (const [look, options] of LOOKS) {
    const page = await newPage(chromium, { storageState: state, ...options });
    for (const [name, path] of screens) {
      await visit(page, server.address + path);
      await page.waitForTimeout(700);
      await page.screenshot({ path: join(FOLDER, `${name}-${look}.png`) });
      if (name === "report") {
        await page.getByRole("heading", { name: "What you said" }).scrollIntoViewIfNeeded();
        await page.mouse.wheel(0, 500);
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(FOLDER, `transcript-${look}.png`) });
        await page.getByRole("heading", { name: "Sounds", exact: true }).scrollIntoViewIfNeeded();
        await page.mouse.wheel(0, 600);
        await page.waitForTimeout(500);
        await page.screenshot({ path: join(FOLDER, `sounds-${look}.png`) });
      }
    }
    state.cookies = (await page.context().storageState()).cookies;
    await page.context().close();
    const door = await newPage(chromium, options);
    await door.goto(`${server.address}/login`);
    await door.getByRole("heading", { level: 1 }).waitFor();
    await door.screenshot({ path: join(FOLDER, `sign-in-${look}.png`) });
    await door.context().close();
  }
});

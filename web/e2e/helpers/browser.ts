import { join } from "node:path";

import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";

import { ROOT, type Server } from "./server";

/** A clip of the fixtures as the microphone hears it: once, then silence. */
export const clip = (name: string) => join(ROOT, "fixtures/librivox", `${name}.wav`);

/** Debian's Chromium, with a clip in place of the microphone. */
export function browser(microphone: string): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--use-fake-ui-for-media-stream",
      "--use-fake-device-for-media-stream",
      `--use-file-for-fake-audio-capture=${microphone}%noloop`,
      "--autoplay-policy=no-user-gesture-required",
    ],
  });
}

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

export const OWNER = {
  name: "Ana Ruiz",
  email: "ana@example.org",
  password: "a long way to Tipperary",
  org: "Evening school",
};

/** Somebody's first page: the set-up of a fresh server, up to “record your first take”. */
export async function setUp(page: Page, server: Server): Promise<void> {
  await page.goto(server.setUp);
  await page.getByLabel("Name", { exact: true }).fill(OWNER.name);
  await page.getByLabel("Mail address").fill(OWNER.email);
  await page.getByRole("textbox", { name: "New password" }).fill(OWNER.password);
  await page.getByLabel("Name of your group").fill(OWNER.org);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Not now" }).click();
  await page.getByRole("link", { name: "Record your first take" }).waitFor();
}

/** What the page's own API says, in the name of who is signed in. */
export async function api<T>(page: Page, path: string, org?: string): Promise<T> {
  const headers: Record<string, string> = org === undefined ? {} : { "Vivavoce-Org": org };
  const asked = { address: path, headers };
  return page.evaluate(async ({ address, headers: more }) => {
    const renewed = await fetch("/v1/auth/refresh", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Vivavoce-Csrf": "1" },
      body: "{}",
    });
    const { access_token: token } = (await renewed.json()) as { access_token: string };
    const answer = await fetch(address, { headers: { ...more, Authorization: `Bearer ${token}` } });
    return (await answer.json()) as T;
  }, asked);
}

/** What axe finds wrong on a page, by WCAG 2.2 AA; each with where. */
export async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
  );
}

import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from "playwright-core";

import { ROOT, type Server } from "./server";
import { codeOf } from "./totp";

/** A clip of the fixtures as the microphone hears it: once, then silence. */
export const clip = (name: string) => join(ROOT, "fixtures/librivox", `${name}.wav`);

/** “He was not an ill-disposed young man”: two and a half seconds. */
export const SHORT = clip("sense_and_sensibility_01_austen_64kb-0880");

/** “And Mr John Dashwood had then leisure to consider …”: seven seconds. */
export const LONG = clip("sense_and_sensibility_01_austen_64kb-0870");

/** What the browser has as a microphone, and whether the page may use it. */
export type Microphone = { plays: string } | "refused" | "missing";

/** Debian's Chromium, with a sound file in place of the microphone. */
export function browser(microphone: Microphone): Promise<Browser> {
  const args = ["--no-sandbox", "--autoplay-policy=no-user-gesture-required"];
  if (microphone !== "missing") args.push("--use-fake-device-for-media-stream");
  if (microphone !== "refused") args.push("--use-fake-ui-for-media-stream");
  if (typeof microphone === "object")
    args.push(`--use-file-for-fake-audio-capture=${microphone.plays}%noloop`);
  return chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args });
}

export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};

/** A page of its own: own cookies, own storage. */
export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  return (await browser.newContext({ locale: "en-GB", ...options })).newPage();
}

export const OWNER = {
  name: "Ana Ruiz",
  email: "ana@example.org",
  password: "a long way to Tipperary",
  org: "Evening school",
};

export type Person = Omit<typeof OWNER, "org">;

/** Fills in who one is, for a new account. */
export async function fillPerson(page: Page, { name, email, password }: Person): Promise<void> {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Mail address").fill(email);
  await page.getByRole("textbox", { name: "New password" }).fill(password);
}

/** Somebody's first page: the set-up of a fresh server, up to “record your first take”. */
export async function setUp(page: Page, server: Server): Promise<void> {
  await page.goto(server.setUp);
  await fillPerson(page, OWNER);
  await page.getByLabel("Name of your group").fill(OWNER.org);
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByRole("button", { name: "Not now" }).click();
  await page.getByRole("link", { name: "Record your first take" }).waitFor();
}

/** Sets up the owner's second factor. Its secret, and the codes that stand in for it. */
export async function addSecondFactor(
  page: Page,
  server: Server,
): Promise<{ secret: string; codes: string[] }> {
  await page.goto(`${server.address}/me`);
  await page.getByRole("button", { name: "Set it up" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Your password" }).fill(OWNER.password);
  await dialog.getByRole("button", { name: "Set up the second factor" }).click();
  const secret = await dialog.locator("code").innerText();
  await dialog.getByRole("textbox", { name: "Code of your app" }).fill(codeOf(secret));
  const list = dialog.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await list.first().waitFor();
  const codes = await list.allInnerTexts();
  await dialog.getByRole("button", { name: "I have kept them" }).click();
  return { secret, codes };
}

/** Sends the short clip as a reading of `expected`, in the name of who is signed in; the attempt's id. */
export async function sendReading(page: Page, expected: string, org?: string): Promise<string> {
  const sent = await page.request.post(new URL("/v1/practice/attempts", page.url()).href, {
    headers: {
      Authorization: `Bearer ${await token(page)}`,
      "Idempotency-Key": crypto.randomUUID(),
      ...(org === undefined ? {} : { "Vivavoce-Org": org }),
    },
    multipart: {
      language: "en",
      expected,
      file: { name: "reading.wav", mimeType: "audio/wav", buffer: await readFile(SHORT) },
    },
  });
  return ((await sent.json()) as { id: string }).id;
}

/** Signs in with address and password; the page then shows what it shows. */
export async function signIn(page: Page, server: Server, { email, password }: Person): Promise<void> {
  await page.goto(`${server.address}/login`);
  await page.getByLabel("Mail address").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** Goes to a page and waits until all of it is there. */
export async function visit(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForLoadState("networkidle");
}

/** A new take, with the microphone turned on. */
export async function turnOnMicrophone(page: Page, server: Server): Promise<void> {
  await page.goto(`${server.address}/talk/new`);
  await page.getByRole("button", { name: "Turn on the microphone" }).click();
}

/** A new take from a file: where the file goes. */
export async function fileInput(page: Page, server: Server): Promise<Locator> {
  await page.goto(`${server.address}/talk/new`);
  await page.getByRole("tab", { name: "A file" }).click();
  return page.locator("input[type=file]");
}

/** Records what the microphone plays for `milliseconds`, and keeps the take in the browser. */
export async function record(page: Page, server: Server, milliseconds: number): Promise<void> {
  await turnOnMicrophone(page, server);
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.waitForTimeout(milliseconds);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
}

/** Waits for the report of the take that was sent; its session's id. */
export async function reported(page: Page): Promise<string> {
  await page.waitForURL(/\/talk\/[0-9a-f-]{36}$/, { timeout: 150_000 });
  await page.getByRole("heading", { name: "What you said" }).waitFor();
  return new URL(page.url()).pathname.split("/").pop() ?? "";
}

/** What the API says, in the name of who is signed in on the page. */
export async function api<T>(page: Page, path: string, org?: string): Promise<T> {
  const headers: Record<string, string> = org === undefined ? {} : { "Vivavoce-Org": org };
  const answer = await page.request.get(new URL(path, page.url()).href, {
    headers: { ...headers, Authorization: `Bearer ${await token(page)}` },
  });
  return (await answer.json()) as T;
}

/** An access token of who is signed in on the page. */
export async function token(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const renewed = await fetch("/v1/auth/refresh", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Vivavoce-Csrf": "1" },
      body: "{}",
    });
    return ((await renewed.json()) as { access_token: string }).access_token;
  });
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

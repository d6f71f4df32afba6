import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, test } from "vitest";
import type { Page } from "playwright-core";

import {
  browser,
  newPage,
  OWNER,
  record,
  setUp,
  SHORT,
  signIn,
  turnOnMicrophone,
  type Microphone,
} from "../helpers/browser";
import { Server } from "../helpers/server";

const folder = mkdtempSync(join(tmpdir(), "vivavoce-e2e-sound-"));
let server: Server;

beforeAll(async () => {
  server = await Server.start();
  await withBrowser("missing", (page) => setUp(page, server));
});

afterAll(async () => {
  await server.end();
  rmSync(folder, { recursive: true });
});

/** A page in a browser that has this microphone. */
async function withBrowser(microphone: Microphone, story: (page: Page) => Promise<void>): Promise<void> {
  const chromium = await browser(microphone);
  try {
    await story(await newPage(chromium));
  } finally {
    await chromium.close();
  }
}

/** The page of somebody whose browser has this microphone. */
function withMicrophone(microphone: Microphone, story: (page: Page) => Promise<void>): Promise<void> {
  return withBrowser(microphone, async (page) => {
    await signIn(page, server, OWNER);
    await page.getByRole("link", { name: "Talk" }).first().waitFor();
    await story(page);
  });
}

/** Bytes before the samples of a plain WAV. */
const HEADER = 44;

/** A clip of which nothing is heard; after its end the microphone is silent anyway. */
function silence(): string {
  const path = join(folder, "silence.wav");
  writeFileSync(path, readFileSync(SHORT).fill(0, HEADER));
  return path;
}

test("a refused microphone says how to allow it", () =>
  withMicrophone("refused", async (page) => {
    await turnOnMicrophone(page, server);
    await page.getByText("The microphone is not allowed").waitFor();
    await page.getByRole("button", { name: "Try again" }).waitFor();
  }));

test("a missing microphone is told before anything is pressed, and that a file can be sent", () =>
  withMicrophone("missing", async (page) => {
    await page.goto(`${server.address}/talk/new`);
    await page.getByText("There is no microphone").waitFor();
  }));

test("a silent microphone is noticed before anything is recorded", () =>
  withMicrophone({ plays: silence() }, async (page) => {
    await turnOnMicrophone(page, server);
    await page.getByText("Nothing is heard.").waitFor();
  }));

test("a take of an instant is too short, and one can record again", () =>
  withMicrophone({ plays: SHORT }, async (page) => {
    await record(page, server, 100);
    await page.getByText("That was too short").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: "Record", exact: true }).waitFor();
  }));

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, test } from "vitest";
import type { Page } from "playwright-core";

import { browser, newPage, record, setUp, SHORT, signIn, OWNER, type Microphone } from "../helpers/browser";
import { Server } from "../helpers/server";

const folder = mkdtempSync(join(tmpdir(), "vivavoce-e2e-sound-"));
let server: Server;
let made = false;

beforeAll(async () => {
  server = await Server.start();
});

afterAll(async () => {
  await server.end();
  rmSync(folder, { recursive: true });
});

/** A page of somebody whose browser has this microphone. */
async function withMicrophone(microphone: Microphone, story: (page: Page) => Promise<void>): Promise<void> {
  const chromium = await browser(microphone);
  try {
    const page = await newPage(chromium);
    if (made) {
      await signIn(page, server, OWNER);
      await page.getByRole("link", { name: "Talk" }).first().waitFor();
    } else await setUp(page, server);
    made = true;
    await story(page);
  } finally {
    await chromium.close();
  }
}

/** Ten seconds of silence, 16 kHz, 16 bit. */
function silence(): string {
  const [rate, bytes] = [16_000, 320_000];
  const wav = Buffer.alloc(44 + bytes);
  wav.write("RIFF");
  wav.writeUInt32LE(36 + bytes, 4);
  wav.write("WAVEfmt ", 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36);
  wav.writeUInt32LE(bytes, 40);
  writeFileSync(join(folder, "silence.wav"), wav);
  return join(folder, "silence.wav");
}

const turnOn = async (page: Page) => {
  await page.goto(`${server.address}/talk/new`);
  await page.getByRole("button", { name: "Turn on the microphone" }).click();
};

test("a refused microphone says how to allow it", () =>
  withMicrophone("refused", async (page) => {
    await turnOn(page);
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
    await turnOn(page);
    await page.getByText("Nothing is heard.").waitFor();
  }));

test("a take of an instant is too short, and one can record again", () =>
  withMicrophone({ plays: SHORT }, async (page) => {
    await record(page, server, 100);
    await page.getByText("That was too short").waitFor();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: "Record", exact: true }).waitFor();
  }));

import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { beforeAll, expect, test } from "vitest";

import {
  api,
  fileInput,
  LONG,
  newPage,
  OWNER,
  record,
  reported,
  setUp,
  signIn,
  turnOnMicrophone,
} from "../helpers/browser";
import { stage } from "../helpers/stage";

/** Bytes a second: slow enough that an upload is seen under way. */
const SLOW = 60_000;

const { server, chromium, page } = await stage({ plays: LONG });

beforeAll(() => setUp(page, server));

test("an upload that is cut off goes on by itself when the server is back", async () => {
  await (await fileInput(page, server)).setInputFiles(LONG);
  const devtools = await page.context().newCDPSession(page);
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: SLOW };
  await devtools.send("Network.emulateNetworkConditions", slow);
  await page.getByRole("button", { name: "Send it" }).click();
  await page.getByRole("progressbar", { name: "Sending" }).waitFor();
  await server.kill();
  await page.getByText("The take is safe in this browser, and goes on from where it stopped").waitFor();
  // As fast as ever again.
  await devtools.detach();
  await server.again();
  const id = await reported(page);
  const { words } = await api<{ words: { text: string }[] }>(page, `/v1/sessions/${id}/transcript`);
  expect(words.map(({ text }) => text).join(" ")).toContain("Dashwood");
});

test("a take that is recorded without a network is sent when there is one", async () => {
  await turnOnMicrophone(page, server);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await page.waitForTimeout(4_000);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("button", { name: "Send it" }).click();
  await page
    .getByText("The take is safe in this browser, and is sent as soon as the network is back.")
    .waitFor();
  await page.context().setOffline(false);
  await reported(page);
});

test("a take survives that the sign-in ends while it is recorded", async () => {
  const other = await newPage(chromium);
  await signIn(other, server, OWNER);
  await other.getByRole("link", { name: "Talk" }).first().waitFor();

  await turnOnMicrophone(page, server);
  await page.getByRole("button", { name: "Record", exact: true }).click();
  await other.goto(`${server.address}/me`);
  const devices = other.getByRole("button", { name: /^Sign out (?!$)/ });
  await devices.first().waitFor();
  while ((await devices.count()) > 0) {
    const left = await devices.count();
    await devices.first().click();
    await other.waitForFunction(
      (before) => document.querySelectorAll("button[aria-label^='Sign out ']").length < before,
      left,
    );
  }
  await page.waitForTimeout(3_000);
  await page.getByRole("button", { name: "Stop", exact: true }).click();
  await page.getByRole("button", { name: "Send it" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again to go on" });
  await dialog.getByRole("textbox", { name: "Password" }).fill(OWNER.password);
  await dialog.getByRole("button", { name: "Sign in" }).click();
  await reported(page);
  await other.context().close();
});

test("a take that is still in the browser is there after the page was closed", async () => {
  await page.goto("about:blank");
  const closed = await page.context().newPage();
  await record(closed, server, 3_000);
  await closed.getByRole("button", { name: "Send it" }).waitFor();
  await closed.close();
  await page.goto(`${server.address}/talk`);
  await page.getByText("A take is only in this browser").waitFor();
  await page.getByRole("button", { name: /^Send “/ }).click();
  await page.getByText("A take is only in this browser").waitFor({ state: "detached", timeout: 60_000 });
});

test("the page opens without a network, once it was there", async () => {
  await page.goto(`${server.address}/talk`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.context().setOffline(true);
  await page.goto(`${server.address}/talk/new`);
  await page.getByText("You are offline.").waitFor();
  await page.getByRole("button", { name: "Turn on the microphone" }).waitFor();
  await page.context().setOffline(false);
  await page.getByText("You are offline.").waitFor({ state: "detached" });
});

test("what is no recording, or too large, or empty is refused at once, in words", async () => {
  const folder = mkdtempSync(join(tmpdir(), "vivavoce-e2e-files-"));
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const input = await fileInput(page, server);
  await input.setInputFiles(file("letter.txt", "Dear Sir"));
  await page.getByText("This is no recording").waitFor();
  await input.setInputFiles(file("empty.wav", ""));
  await page.getByText("The file is empty").waitFor();
  const huge = file("huge.wav", "RIFF");
  truncateSync(huge, 501_000_000);
  await input.setInputFiles(huge);
  await page.getByText("The file is too large").waitFor();
  // It looks like a recording, and only the server finds out that it is none.
  await input.setInputFiles(file("broken.wav", `RIFF${"x".repeat(40_000)}`));
  await page.getByRole("button", { name: "Send it" }).click();
  await page
    .getByText(/no recording|could not be|not a format/i)
    .first()
    .waitFor({ timeout: 60_000 });
  rmSync(folder, { recursive: true });
});

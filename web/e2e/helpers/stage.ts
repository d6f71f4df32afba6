import { afterAll } from "vitest";
import type { Browser, Page } from "playwright-core";

import { browser, newPage, type Microphone } from "./browser";
import { Server, type Start } from "./server";

/** A server and a browser for the stories of one file, with a page in it; gone when they are told. */
export async function stage(
  microphone: Microphone = "missing",
  start: Start = {},
): Promise<{ server: Server; chromium: Browser; page: Page }> {
  const server = await Server.start(start);
  const chromium = await browser(microphone).catch(async (error: unknown) => {
    await server.end();
    throw error;
  });
  afterAll(async () => {
    await chromium.close();
    await server.end();
  });
  return { server, chromium, page: await newPage(chromium) };
}

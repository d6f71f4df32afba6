import { defineConfig } from "vitest/config";

/** The page in a real browser, on the real server: `make e2e`. */
export default defineConfig({
  test: {
    include: process.env["SCREENS"] ? ["e2e/screens.ts"] : ["e2e/**/*.e2e.ts"],
    // One server and one browser at a time: they listen to recordings meanwhile.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 120_000,
  },
});

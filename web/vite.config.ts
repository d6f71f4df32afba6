import { fileURLToPath } from "node:url";

import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

import { serviceWorker } from "./scripts/build/service-worker.ts";

/** Where `viva serve` listens while the page is being worked on. */
const server = process.env["VIVA_SERVER"] ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), tailwindcss(), serviceWorker()],
  resolve: {
    alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) },
  },
  build: {
    outDir: "dist",
    // The server's policy refuses data: scripts and inline styles, so every asset is a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
    sourcemap: false,
  },
  server: {
    port: 5173,
    proxy: {
      "/v1": { target: server, ws: true, changeOrigin: false },
      "/healthz": server,
      "/readyz": server,
    },
  },
});

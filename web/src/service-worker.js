/**
 * Keeps the page's own files, so that it opens without a network and takes can be recorded then. Nothing of the API and
 * nothing of a person is ever kept here: takes that wait are in the page's own store.
 */

/** Another build has another name, and its own cache. */
const CACHE = `vivavoce-${"__VERSION__"}`;
const FILES = ["__FILES__"];
/** What every address of the page begins with, and what it needs before its first script. */
const SHELL = ["/", "/theme.js", "/icon.svg", "/manifest.webmanifest"];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([...SHELL, ...FILES]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith("vivavoce-") && name !== CACHE)
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (!isOfThePage(url.pathname)) return;
    // The newest page where there is a network; its files have their hash in their names.
    event.respondWith(fetch(request).catch(() => kept("/")));
  } else if (url.pathname.startsWith("/assets/") || SHELL.includes(url.pathname)) {
    event.respondWith(keptOrFetched(request, url.pathname));
  }
});

/** The API, its description and the server's health are no pages of ours. */
function isOfThePage(path) {
  return !/^\/(v1|docs|openapi\.json|healthz|readyz|metrics|\.well-known)(\/|$)/.test(path);
}

async function kept(path) {
  return (await (await caches.open(CACHE)).match(path)) ?? Response.error();
}

async function keptOrFetched(request, path) {
  return (await (await caches.open(CACHE)).match(path)) ?? fetch(request);
}

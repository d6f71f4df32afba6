/** Has the browser keep the page's files, so that it opens without a network. Not while it is being developed. */
export function keepOffline(): void {
  const { serviceWorker } = navigator as Partial<Pick<Navigator, "serviceWorker">>;
  if (!import.meta.env.PROD || serviceWorker === undefined) return;
  window.addEventListener("load", () => {
    // A browser that keeps nothing goes without.
    serviceWorker.register("/sw.js").catch(() => undefined);
  });
}

/** Keeps the screen on until the function that comes back is called, as far as the device lets it. */
export function keepAwake(told: (awake: boolean) => void = () => undefined): () => void {
  const { wakeLock } = navigator as Partial<Pick<Navigator, "wakeLock">>;
  if (wakeLock === undefined) return () => undefined;
  const control = new AbortController();
  const over = () => control.signal.aborted;
  let lock: WakeLockSentinel | null = null;

  const ask = async () => {
    if (over() || document.visibilityState !== "visible" || lock?.released === false) return;
    try {
      const got = await wakeLock.request("screen");
      if (over()) {
        await got.release();
        return;
      }
      lock = got;
      got.addEventListener("release", () => told(false));
      told(true);
    } catch {
      // Low battery, or not allowed: the take goes on, the screen may go dark.
      told(false);
    }
  };
  const again = () => void ask();
  // The lock ends whenever the page is hidden.
  document.addEventListener("visibilitychange", again, { signal: control.signal });
  again();
  return () => {
    control.abort();
    void lock?.release().catch(() => undefined);
  };
}

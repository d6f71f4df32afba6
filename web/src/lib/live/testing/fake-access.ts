import type { Access } from "../access";

/** Somebody who is signed in, until the test signs them out. */
export class FakeAccess implements Access {
  base = "";
  token: string | null = "token-1";
  renewed = 0;
  #waiting: (() => void)[] = [];

  readonly headers = (refused = false): Promise<Record<string, string> | null> => {
    if (refused) this.renewed += 1;
    return Promise.resolve(this.token === null ? null : { Authorization: `Bearer ${this.token}` });
  };

  readonly user = (): string | null => (this.token === null ? null : "user-1");

  readonly whenSignedIn = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (this.token !== null) resolve();
      this.#waiting.push(resolve);
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });

  signOut(): void {
    this.token = null;
  }

  signIn(token: string): void {
    this.token = token;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

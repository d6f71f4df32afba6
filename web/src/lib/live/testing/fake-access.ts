import type { Access } from "../access";

/** Somebody who is signed in, until the test signs them out. */
export class FakeAccess implements Access {
  base = "";
  token: string | null = "token-1";
  who = "user-1";
  renewed = 0;
  #waiting: (() => void)[] = [];

  readonly headers = (refused = false): Promise<Record<string, string> | null> => {
    if (refused) this.renewed += 1;
    return Promise.resolve(this.token === null ? null : { Authorization: `Bearer ${this.token}` });
  };

  readonly user = (): string | null => (this.token === null ? null : this.who);

  readonly whenSignedIn = (signal: AbortSignal, user?: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = () => {
        if (this.token === null || (user !== undefined && user !== this.who)) this.#waiting.push(look);
        else resolve();
      };
      look();
      signal.addEventListener("abort", () => reject(signal.reason as Error));
    });

  signOut(): void {
    this.token = null;
  }

  signIn(token: string, user = "user-1"): void {
    this.token = token;
    this.who = user;
    for (const look of this.#waiting.splice(0)) look();
  }
}

import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** How long a server may take to say where it is, milliseconds. */
const PATIENCE = 60_000;

/** The real program, with data of its own that goes with it. */
export class Server {
  readonly folder = mkdtempSync(join(tmpdir(), "vivavoce-e2e-"));
  address = "";
  /** The address that makes the first owner. */
  setUp = "";
  #child: ChildProcess | null = null;

  static async start(...more: string[]): Promise<Server> {
    const server = new Server();
    await server.run("127.0.0.1:0", more);
    return server;
  }

  async run(address: string, more: string[] = []): Promise<void> {
    const program = join(ROOT, "target/release/viva");
    const child = spawn(program, ["serve", "--data", join(this.folder, "data"), "--addr", address, ...more], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("the server did not start")), PATIENCE);
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}`)));
      createInterface({ input: child.stdout }).on("line", (line) => {
        const at = /^Vivavoce is at (http\S+)/.exec(line);
        if (at) this.address = at[1] ?? "";
        const link = /(http\S+\/setup#\S+)/.exec(line);
        if (link) this.setUp = link[1] ?? "";
        if (this.address && this.setUp) {
          clearTimeout(late);
          resolve();
        }
      });
    });
  }

  /** Ends the process; its data stay. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child?.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await ended;
  }

  async end(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

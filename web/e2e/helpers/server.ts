import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** How long a server may take to say where it is, or a mail to be written, milliseconds. */
const PATIENCE = 60_000;

/** How a server is started: more arguments, more settings. */
export type Start = { args?: string[]; env?: Record<string, string> };

/** The real program, with data of its own that goes with it. */
export class Server {
  readonly folder = mkdtempSync(join(tmpdir(), "vivavoce-e2e-"));
  address = "";
  /** The address that makes the first owner. */
  setUp = "";
  /** What it logged; without a mail server, its mails too. */
  readonly log: string[] = [];
  readonly #start: Start;
  #child: ChildProcess | null = null;

  private constructor(start: Start) {
    this.#start = start;
  }

  static async start(start: Start = {}): Promise<Server> {
    const server = new Server(start);
    await server.#run("127.0.0.1:0", () => server.setUp !== "");
    return server;
  }

  async #run(address: string, ready: () => boolean): Promise<void> {
    const { args = [], env = {} } = this.#start;
    const program = join(ROOT, "target/release/viva");
    const data = join(this.folder, "data");
    const child = spawn(program, ["serve", "--data", data, "--addr", address, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1", ...env },
    });
    this.#child = child;
    createInterface({ input: child.stderr }).on("line", (line) => this.log.push(line));
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error("the server did not start")), PATIENCE);
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}: ${this.log.at(-1)}`)));
      createInterface({ input: child.stdout }).on("line", (line) => {
        const at = /^Vivavoce is at (http\S+)/.exec(line);
        if (at) this.address = at[1] ?? "";
        const link = /(http\S+\/setup#\S+)/.exec(line);
        if (link) this.setUp = link[1] ?? "";
        if (this.address && ready()) {
          clearTimeout(late);
          resolve();
        }
      });
    });
  }

  /** The newest link that a mail holds, such as that of an invitation with `path` `join`. */
  async mailed(path: string): Promise<string> {
    const link = new RegExp(`http\\S+/${path}#token=[\\w.~-]+`, "g");
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
      const found = this.log.join("\n").match(link)?.at(-1);
      if (found !== undefined) return found;
      await sleep(100);
    }
    throw new Error(`no mail with a link to ${path} was written`);
  }

  /** Ends the process, as a power cut would; its data stay. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  /** Starts it again, where it was. */
  async again(): Promise<void> {
    await this.#run(new URL(this.address).host, () => true);
  }

  async end(): Promise<void> {
    await this.#end("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child?.exitCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    await ended;
  }
}

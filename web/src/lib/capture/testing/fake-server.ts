import { noAnswer } from "../../api/problem";

interface Sound {
  bytes: Uint8Array;
  total: number;
}

/** The part of the API that takes recordings, in memory; with ways to break the line. */
export class FakeServer {
  keeps = true;
  /** Answers in place of the real one, once each, by `METHOD path-part`. */
  readonly instead: { on: string; answer: () => Response | Promise<Response> }[] = [];
  readonly asked: string[] = [];
  readonly sessions = new Map<string, { media: { bytes: number } | null; state: string }>();
  readonly uploads = new Map<string, Sound & { session: string }>();
  readonly taken = new Map<string, Uint8Array>();
  readonly #answers = new Map<string, { status: number; body: unknown }>();
  readonly #lost = new Set<string>();
  #last = 0;

  readonly request = async (path: string, init: RequestInit): Promise<Response> => {
    const asked = `${init.method ?? "GET"} ${path}`;
    this.asked.push(asked);
    init.signal?.throwIfAborted();
    const index = this.instead.findIndex(({ on }) => asked.includes(on));
    if (index >= 0) return this.instead.splice(index, 1)[0]?.answer() ?? problem(500);
    const answer = await this.#answer(path, init);
    for (const lost of this.#lost) {
      if (asked.includes(lost) && this.#lost.delete(lost)) throw noAnswer();
    }
    return answer;
  };

  /** No answer comes to this, once. */
  cut(on: string): void {
    this.instead.push({ on, answer: () => Promise.reject(noAnswer()) });
  }

  /** This is done, and the answer is lost, once. */
  lose(on: string): void {
    this.#lost.add(on);
  }

  async #answer(path: string, init: RequestInit): Promise<Response> {
    const key = (init.headers as Record<string, string>)["Idempotency-Key"];
    const known = key === undefined ? undefined : this.#answers.get(key);
    if (known) return json(known.status, known.body);
    const response = await this.#real(path, init);
    if (key !== undefined && response.status < 500) {
      this.#answers.set(key, { status: response.status, body: await response.clone().json() });
    }
    return response;
  }

  async #real(path: string, init: RequestInit): Promise<Response> {
    const [, , noun, id = "", verb] = path.split("?")[0]?.split("/") ?? [];
    if (noun === "sessions" && id === "") return this.#create();
    if (noun === "sessions" && !this.sessions.has(id)) return problem(404);
    const session = this.sessions.get(id);
    if (noun === "sessions" && session) {
      if (verb === undefined) return json(200, { id, ...session, keeps_recording: this.keeps });
      if (verb === "uploads") return this.#begin(id, init);
      if (verb === "media") {
        session.media = await this.#take(id, init.body as Blob);
        return json(201, session.media);
      }
      if (session.media === null) return problem(409);
      session.state = "processing";
      return json(202, { id, ...session });
    }
    const upload = this.uploads.get(id);
    if (upload === undefined) return problem(404);
    if (verb === "complete") return this.#complete(id);
    if (init.method === "PATCH") return this.#append(upload, init);
    return json(200, { id, offset: upload.bytes.length }, upload.bytes.length);
  }

  #create(): Response {
    const id = `session-${++this.#last}`;
    this.sessions.set(id, { media: null, state: "created" });
    return json(201, { id, keeps_recording: this.keeps, ...this.sessions.get(id) });
  }

  #begin(session: string, init: RequestInit): Response {
    if (!this.keeps) return problem(409);
    const { total } = JSON.parse(init.body as string) as { total: number };
    const id = `upload-${++this.#last}`;
    this.uploads.set(id, { session, total, bytes: new Uint8Array() });
    return json(201, { id, offset: 0 }, 0);
  }

  async #append(upload: Sound, init: RequestInit): Promise<Response> {
    const offset = Number((init.headers as Record<string, string>)["Upload-Offset"]);
    if (offset !== upload.bytes.length) return problem(409, { "Upload-Offset": String(upload.bytes.length) });
    const piece = new Uint8Array(await (init.body as Blob).arrayBuffer());
    upload.bytes = Uint8Array.from([...upload.bytes, ...piece]);
    return json(200, { offset: upload.bytes.length }, upload.bytes.length);
  }

  #complete(id: string): Response {
    const upload = this.uploads.get(id);
    const session = this.sessions.get(upload?.session ?? "");
    if (!upload || !session || upload.bytes.length < upload.total) return problem(409);
    this.uploads.delete(id);
    this.taken.set(upload.session, upload.bytes);
    session.media = { bytes: upload.bytes.length };
    return json(201, session.media);
  }

  async #take(id: string, sound: Blob): Promise<{ bytes: number }> {
    const bytes = new Uint8Array(await sound.arrayBuffer());
    this.taken.set(id, bytes);
    return { bytes: bytes.length };
  }
}

export function problem(status: number, headers: Record<string, string> = {}): Response {
  const body = { type: `/problems/test-${status}`, title: "", detail: `It is ${status}.` };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });
}

function json(status: number, body: unknown, offset?: number): Response {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (offset !== undefined) headers["Upload-Offset"] = String(offset);
  return new Response(JSON.stringify(body), { status, headers });
}

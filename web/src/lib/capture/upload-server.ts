import { ApiProblem, problemOf } from "../api/problem";
import type { Schema } from "../api/types";
import type { KeptTake } from "./take";

/** How requests reach the server: with the token of who is signed in, renewed when it is over. */
export type Request = (path: string, init: RequestInit) => Promise<Response>;

type Session = Schema<"SessionDetail">;
type Media = Schema<"MediaBody">;

/** What a take asks of the server on its way, in the name of the org that it was recorded for. */
export class UploadServer {
  readonly #request: Request;
  readonly #org: string;
  readonly #signal: AbortSignal;

  constructor(request: Request, org: string, signal: AbortSignal) {
    this.#request = request;
    this.#org = org;
    this.#signal = signal;
  }

  create(take: KeptTake, key: string): Promise<Session> {
    return this.#json<Session>("/v1/sessions", "POST", key, {
      kind: take.kind === "reading" ? "reading" : "talk",
      title: take.title,
      consent: take.consent,
      ...(take.project === null ? {} : { project: take.project }),
      ...(take.language === null ? {} : { language: take.language }),
      ...(take.text === null ? {} : { reference_text: take.text }),
      ...(take.rubric === null ? {} : { rubric: take.rubric }),
    });
  }

  /** The session; `null` when there is none any more. */
  async session(id: string): Promise<Session | null> {
    return orNull(this.#json<Session>(`/v1/sessions/${id}`, "GET"));
  }

  begin(session: string, take: KeptTake, key: string): Promise<Schema<"UploadBody">> {
    const { bytes: total, type: content_type, name } = take;
    return this.#json(`/v1/sessions/${session}/uploads`, "POST", key, { total, content_type, name });
  }

  /** How much is there; `null` when the server gave the upload up. */
  async offset(upload: string): Promise<number | null> {
    const body = await orNull(this.#json<Schema<"UploadBody">>(`/v1/uploads/${upload}`, "GET"));
    return body === null ? null : body.offset;
  }

  /** Sends a piece that begins at `offset`; answers how much is there now, or `null` when the server gave the upload up. */
  async append(upload: string, offset: number, piece: Blob): Promise<number | null> {
    const response = await this.#send(`/v1/uploads/${upload}`, {
      method: "PATCH",
      headers: { "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" },
      body: piece,
    });
    const there = Number(response.headers.get("Upload-Offset") ?? Number.NaN);
    if (response.status === 409 && Number.isSafeInteger(there)) return there;
    if (response.status === 404) return null;
    return (await this.#read<Schema<"UploadBody">>(response)).offset;
  }

  complete(upload: string, key: string): Promise<Media> {
    return this.#json<Media>(`/v1/uploads/${upload}/complete`, "POST", key);
  }

  /** The whole recording in one go, for orgs that never store sound. */
  async put(session: string, take: KeptTake, sound: Blob): Promise<Media> {
    const path = `/v1/sessions/${session}/media?name=${encodeURIComponent(take.name)}`;
    const headers = { "Content-Type": take.type || "application/octet-stream" };
    return this.#read<Media>(await this.#send(path, { method: "PUT", headers, body: sound }));
  }

  process(session: string, key: string): Promise<Schema<"SessionBody">> {
    return this.#json(`/v1/sessions/${session}/process`, "POST", key);
  }

  async #json<T>(path: string, method: "GET" | "POST", key?: string, body?: object): Promise<T> {
    const headers: Record<string, string> = {};
    if (key !== undefined) headers["Idempotency-Key"] = key;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    return this.#read<T>(await this.#send(path, { method, headers, ...sent }));
  }

  #send(path: string, init: RequestInit): Promise<Response> {
    const headers = { ...(init.headers as Record<string, string>), "Vivavoce-Org": this.#org };
    return this.#request(path, { ...init, headers, signal: this.#signal });
  }

  async #read<T>(response: Response): Promise<T> {
    if (!response.ok) throw await problemOf(response);
    return (await response.json()) as T;
  }
}

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

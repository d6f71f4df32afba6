import { api, ask, done } from "../api/client";
import { toProblem } from "../api/problem";
import { problemOf } from "../api/problem";
import { authorizedFetch } from "../api/transport";
import type { KeptTake } from "./take";
import type { SendApi } from "./send";

const under = (take: KeptTake, key?: string) => ({
  "Vivavoce-Org": take.org,
  ...(key === undefined ? {} : { "Idempotency-Key": key }),
});

/** Sends takes to the server of this page, each in the org that it was recorded for. */
export const sendApi: SendApi = {
  createSession: async (take, key) => {
    const session = await ask(
      api.POST("/v1/sessions", {
        params: { header: under(take, key) },
        headers: under(take, key),
        body: {
          kind: take.kind === "reading" ? "reading" : "talk",
          title: take.title,
          consent: take.consent,
          project: take.project,
          language: take.language,
          reference_text: take.text,
          rubric: take.rubric,
        },
      }),
    );
    return session.id;
  },
  begin: async (session, take, key) => {
    try {
      const upload = await ask(
        api.POST("/v1/sessions/{id}/uploads", {
          params: { path: { id: session } },
          headers: under(take, key),
          body: { total: take.bytes, content_type: take.type, name: take.name },
        }),
      );
      return upload.id;
    } catch (error) {
      const stores = await storesSound(take);
      if (toProblem(error).kind === "conflict" && !stores) return null;
      throw error;
    }
  },
  offset: async (upload) => {
    try {
      const { offset } = await ask(api.GET("/v1/uploads/{id}", { params: { path: { id: upload } } }));
      return offset;
    } catch (error) {
      if (["not-found", "gone"].includes(toProblem(error).kind)) return null;
      throw error;
    }
  },
  piece: async (upload, offset, piece) => {
    const response = await authorizedFetch(`/v1/uploads/${upload}`, {
      method: "PATCH",
      headers: { "Upload-Offset": String(offset), "Content-Type": "application/octet-stream" },
      body: piece,
    });
    if (!response.ok) throw await problemOf(response);
    const body = (await response.json()) as { offset: number };
    return body.offset;
  },
  complete: (upload) => done(api.POST("/v1/uploads/{id}/complete", { params: { path: { id: upload } } })),
  whole: async (session, take, sound) => {
    const name = encodeURIComponent(take.name);
    const response = await authorizedFetch(`/v1/sessions/${session}/media?replace=true&name=${name}`, {
      method: "PUT",
      headers: { ...under(take), "Content-Type": take.type },
      body: sound,
    });
    if (!response.ok) throw await problemOf(response);
  },
  process: (session, key) =>
    done(
      api.POST("/v1/sessions/{id}/process", {
        params: { path: { id: session } },
        headers: { "Idempotency-Key": key },
      }),
    ),
};

async function storesSound(take: KeptTake): Promise<boolean> {
  const org = await ask(api.GET("/v1/orgs/{id}", { params: { path: { id: take.org } } }));
  return org.store_audio;
}

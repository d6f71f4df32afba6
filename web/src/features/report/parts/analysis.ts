import type { Schema } from "@/lib/api";

/** What the report shows of an analysis. Its word lists are not among that: the client's types lose their pairs. */
export type Analysis = Omit<Schema<"Analysis">, "fluency"> & {
  fluency: Omit<Schema<"Fluency">, "vocabulary">;
};

import type { Schema } from "@/lib/api";

/** Where a take on just this drill is recorded, under the title that the page shows it by. The page of recording takes what it can from the address. */
export function tryPath(
  { id, drill }: Pick<Schema<"DrillBody">, "id" | "drill">,
  { project, language, rubric }: Pick<Schema<"SessionBody">, "project" | "language" | "rubric">,
  title: string,
): string {
  const all = { project, drill: id, title, text: drill.text, language, rubric };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(all)) if (value) query.set(name, value);
  return `/talk/new?${query}`;
}

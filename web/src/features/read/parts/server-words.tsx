import { useServerWords } from "@/components/server-words";

/** Why the server could not hear something; it begins small, as parts of sentences in its log do. */
export function ServerWords({ children }: { children: string }) {
  const why = useServerWords().sentence(children);
  return (
    <p lang={why.lang} className="text-ink-soft first-letter:uppercase">
      {why.text}
      {/[.!?]$/.test(why.text) ? "" : "."}
    </p>
  );
}

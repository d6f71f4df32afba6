/** Why the server could not hear something: in English, and begun small, as parts of sentences in its log are. */
export function ServerWords({ children }: { children: string }) {
  return (
    <p lang="en" className="text-ink-soft first-letter:uppercase">
      {children}
      {/[.!?]$/.test(children) ? "" : "."}
    </p>
  );
}

import type { ReactNode } from "react";

import { toProblem } from "@/lib/api/problem";

import { useServerWords } from "../server-words";

/** What the server says is wrong with a field of a form, if anything; `error` is what sending it came to. */
export function useFault(error: unknown): (field: string) => ReactNode {
  const { sentence } = useServerWords();
  return (field) => {
    const fault = error ? toProblem(error).fault(field) : undefined;
    if (fault === undefined) return undefined;
    const { text, lang } = sentence(fault);
    return <span lang={lang}>{text}</span>;
  };
}

import type { ComponentProps } from "react";

import { cn } from "@/lib/util/cn";

/** A sheet of paper on the page. */
export function Card({ className, ...rest }: ComponentProps<"section">) {
  return <section className={cn("rounded-lg border border-line bg-sheet p-5 sm:p-6", className)} {...rest} />;
}

/** The heading of a card or a part of a page. */
export function CardTitle({ className, children, ...rest }: ComponentProps<"h2">) {
  return (
    <h2 className={cn("font-serif text-lg font-semibold tracking-tight", className)} {...rest}>
      {children}
    </h2>
  );
}

import type { ComponentProps, ReactNode } from "react";

import { cn } from "@/lib/util/cn";

/** A table with a caption for those who cannot see what it is of. Scrolls sideways by itself where it must. */
export function Table({
  caption,
  head,
  children,
  className,
}: {
  caption: ReactNode;
  head: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div
      role="region"
      aria-label={typeof caption === "string" ? caption : undefined}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line bg-sheet"
    >
      <table className={cn("w-full border-collapse text-left text-sm", className)}>
        <caption className="sr-only">{caption}</caption>
        <thead className="border-b border-line text-ink-soft">
          <tr>{head}</tr>
        </thead>
        <tbody className="divide-y divide-line">{children}</tbody>
      </table>
    </div>
  );
}

export function Th({ className, numeric, ...rest }: ComponentProps<"th"> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      className={cn("px-4 py-3 text-xs font-semibold whitespace-nowrap", numeric && "text-right", className)}
      {...rest}
    />
  );
}

export function Td({ className, numeric, ...rest }: ComponentProps<"td"> & { numeric?: boolean }) {
  return <td className={cn("px-4 py-3 align-middle", numeric && "text-right", className)} {...rest} />;
}

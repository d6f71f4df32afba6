import type { ReactNode } from "react";

/** Nothing here yet: why, and what to do. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-3 rounded-lg border border-dashed border-line-strong px-6 py-8 sm:px-8 sm:py-10">
      {icon && <div className="text-accent-ink [&_svg]:size-7">{icon}</div>}
      <p className="font-serif text-lg font-semibold tracking-tight">{title}</p>
      {children && <div className="max-w-md text-ink-soft">{children}</div>}
      {action && <div className="mt-2 flex flex-wrap gap-2.5">{action}</div>}
    </div>
  );
}

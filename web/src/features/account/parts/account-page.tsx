import type { ReactNode } from "react";

import { PageHeader } from "@/components/ui";

/** A form on its own: one column, a little above the middle. */
export function AccountPage({
  title,
  lead,
  children,
  above,
}: {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  above?: ReactNode;
}) {
  return (
    <div className="mx-auto grid w-full max-w-sm gap-6 px-4 py-8 sm:my-auto sm:pb-24">
      {above}
      <PageHeader title={title} lead={lead} />
      {children}
    </div>
  );
}

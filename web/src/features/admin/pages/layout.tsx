import { NavLink, Outlet } from "react-router";
import { useTranslations } from "use-intl";

import { SecondFactorNeeded } from "@/components/second-factor";
import { Notice, Page, PageHeader } from "@/components/ui";
import { useIdentity, useOrg } from "@/lib/auth";

const TABS = [
  { to: "/admin", key: "people" },
  { to: "/admin/rules", key: "rules" },
  { to: "/admin/audit", key: "audit" },
  { to: "/admin/running", key: "running" },
] as const;

/** Around the pages of owners and admins. Each section has its address. */
export function Component() {
  const t = useTranslations("admin");
  const org = useOrg();
  const { user } = useIdentity();
  const may = org?.role === "owner" || org?.role === "admin";
  return (
    <Page width="wide">
      <PageHeader title={t("title")} lead={org?.name} />
      {!may && (
        <Notice kind="warn" title={t("closed.title")}>
          {t("closed.detail")}
        </Notice>
      )}
      {may && !user.second_factor && <SecondFactorNeeded />}
      {may && user.second_factor && (
        <>
          <Sections />
          <Outlet />
        </>
      )}
    </Page>
  );
}

function Sections() {
  const t = useTranslations("admin");
  return (
    <nav aria-label={t("sections")} className="overflow-x-auto border-b border-line">
      <ul className="flex gap-1">
        {TABS.map(({ to, key }) => (
          <li key={key}>
            <NavLink
              to={to}
              end
              className="-mb-px inline-flex min-h-11 items-center border-b-3 border-transparent px-4 text-sm font-semibold text-ink-soft hover:text-ink focus-visible:-outline-offset-3 aria-[current=page]:border-accent aria-[current=page]:text-ink"
            >
              {t(`tabs.${key}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

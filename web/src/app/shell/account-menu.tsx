import { ChevronsUpDown, LogOut, UserRound } from "lucide-react";
import { Link, useNavigate } from "react-router";
import { useTranslations } from "use-intl";

import { Avatar, Menu, MenuChoices, MenuItem, MenuLine } from "@/components/ui";
import { chooseOrg, signOut, useIdentity, useOrg } from "@/lib/auth";

import type { NavItem } from "./navigation";
import { LanguageChoices, ThemeChoices } from "./preferences";

/** Who one is, in which group, and how the page looks. `extra` are places that the phone's bar has no room for. */
export function AccountMenu({ compact, extra = [] }: { compact: boolean; extra?: readonly NavItem[] }) {
  const t = useTranslations("app");
  const { user, orgs } = useIdentity();
  const org = useOrg();
  const navigate = useNavigate();

  const trigger = compact ? (
    <button
      type="button"
      aria-label={t("menu.label")}
      className="inline-flex size-11 items-center justify-center rounded-full"
    >
      <Avatar name={user.name} />
    </button>
  ) : (
    <button
      type="button"
      aria-label={`${user.name}, ${org?.name ?? ""}. ${t("menu.label")}`}
      className="flex min-h-14 w-full items-center gap-3 rounded-md px-3 text-left hover:bg-sunk"
    >
      <Avatar name={user.name} />
      <span className="grid min-w-0 grow">
        <span className="truncate text-sm font-semibold">{user.name}</span>
        <span className="truncate text-xs text-ink-soft">{org?.name}</span>
      </span>
      <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-ink-faint" />
    </button>
  );

  return (
    <Menu trigger={trigger} side={compact ? "bottom" : "top"} align={compact ? "end" : "start"}>
      {orgs.length > 0 && (
        <MenuChoices
          label={t("menu.groups")}
          value={org?.id ?? ""}
          onChange={(id) => {
            chooseOrg(id);
            void navigate("/");
          }}
          choices={orgs.map((one) => ({ value: one.id, label: one.name, note: t(`role.${one.role}`) }))}
        />
      )}
      <MenuLine />
      {extra.map(({ to, key, Icon }) => (
        <MenuItem key={key} asChild>
          <Link to={to}>
            <Icon aria-hidden />
            {t(`nav.${key}`)}
          </Link>
        </MenuItem>
      ))}
      <MenuItem asChild>
        <Link to="/me">
          <UserRound aria-hidden />
          {t("menu.profile")}
        </Link>
      </MenuItem>
      <MenuLine />
      <ThemeChoices />
      <LanguageChoices />
      <MenuLine />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={() => void signOut()}>
        {t("menu.signOut")}
      </MenuItem>
    </Menu>
  );
}

import {
  AudioLines,
  BookOpenText,
  Home,
  Settings2,
  TrendingUp,
  UsersRound,
  type LucideIcon,
} from "lucide-react";

import type { Role } from "@/lib/api";

export type NavItem = {
  to: string;
  key: "home" | "talk" | "read" | "progress" | "learners" | "admin";
  Icon: LucideIcon;
  /** Who it is for; everyone without it. */
  roles?: readonly Role[];
};

/** Where one can go, in this order. The first four are on the phone's bottom bar. */
const NAVIGATION: readonly NavItem[] = [
  { to: "/", key: "home", Icon: Home },
  { to: "/talk", key: "talk", Icon: AudioLines },
  { to: "/read", key: "read", Icon: BookOpenText },
  { to: "/progress", key: "progress", Icon: TrendingUp },
  { to: "/learners", key: "learners", Icon: UsersRound, roles: ["coach", "admin", "owner"] },
  { to: "/admin", key: "admin", Icon: Settings2, roles: ["admin", "owner"] },
];

export function navigationFor(role: Role | undefined): readonly NavItem[] {
  return NAVIGATION.filter((item) => !item.roles || (role && item.roles.includes(role)));
}

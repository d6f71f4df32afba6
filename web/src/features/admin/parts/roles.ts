import type { Role } from "@/lib/api";

const ALL: readonly Role[] = ["learner", "coach", "admin", "owner"];

/** What somebody may make others: only owners make owners. */
export function givable(own: Role): readonly Role[] {
  return own === "owner" ? ALL : ALL.filter((role) => role !== "owner");
}

/** Whether somebody may change or remove another: only owners touch owners. */
export function mayChange(own: Role, other: Role): boolean {
  return own === "owner" || other !== "owner";
}

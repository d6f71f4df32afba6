import type { components } from "./schema";

/** The server's types by their names: `Schema<"SessionBody">`. */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];

export type Me = Schema<"Me">;
export type MyOrg = Schema<"MyOrg">;
export type Role = Schema<"Role">;
export type SignedIn = Schema<"SignedIn">;
export type UserView = Schema<"UserView">;

export { api, ask, done } from "./client";
export { ApiProblem, noAnswer, problemOf, toProblem, type FieldFault } from "./problem";
export { authorizedFetch, download, fetchBlob } from "./transport";
export type { Me, MyOrg, Role, Schema, SignedIn, UserView } from "./types";

export { api, ask, done } from "./client";
export { ApiProblem, noAnswer, problemOf, toProblem, type FieldFault } from "./problem";
export { lookForServer, reachableStore } from "./reachable";
export { authorizedFetch, download, fetchBlob } from "./transport";
export type { Me, MyOrg, Role, Schema, SignedIn, UserView } from "./types";

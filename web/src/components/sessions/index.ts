export { SessionRow } from "./session-row";

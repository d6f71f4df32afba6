export { LiveSession } from "./live-session";

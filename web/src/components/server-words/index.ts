export { useServerWords, type Said } from "./use-server-words";

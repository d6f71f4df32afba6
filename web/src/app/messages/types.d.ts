import type en from "./en";

/** Makes a text that is not there a compile error. */
declare module "use-intl" {
  interface AppConfig {
    Messages: typeof en;
  }
}

import ui from "@/components/messages.en.json";
import type server from "@/components/server-words/messages.es.json";
import account from "@/features/account/messages.en.json";
import home from "@/features/home/messages.en.json";
import talk from "@/features/talk/messages.en.json";
import report from "@/features/report/messages.en.json";
import read from "@/features/read/messages.en.json";
import progress from "@/features/progress/messages.en.json";
import coach from "@/features/coach/messages.en.json";
import admin from "@/features/admin/messages.en.json";
import me from "@/features/me/messages.en.json";

import app from "./app.en.json";

/** All texts in English: what every other language must have too. The server's own words are in English already. */
const messages = {
  app,
  ui,
  server: {} as typeof server,
  account,
  home,
  talk,
  report,
  read,
  progress,
  coach,
  admin,
  me,
};
export default messages;

import type en from "./en";
import ui from "@/components/messages.es.json";
import server from "@/components/server-words/messages.es.json";
import account from "@/features/account/messages.es.json";
import home from "@/features/home/messages.es.json";
import talk from "@/features/talk/messages.es.json";
import report from "@/features/report/messages.es.json";
import read from "@/features/read/messages.es.json";
import progress from "@/features/progress/messages.es.json";
import coach from "@/features/coach/messages.es.json";
import admin from "@/features/admin/messages.es.json";
import me from "@/features/me/messages.es.json";

import app from "./app.es.json";

const messages: typeof en = {
  app,
  ui,
  server,
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

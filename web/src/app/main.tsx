import "@/styles/index.css";

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { start } from "@/lib/auth";
import { currentLanguage } from "@/lib/i18n";
import { keepOffline } from "@/lib/util/keep-offline";

import { App } from "./app";
import { loadMessages } from "./messages";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has an element #root");

// Both at once: who is signed in, and the texts.
void start();
keepOffline();
const language = currentLanguage();
const messages = await loadMessages(language);

createRoot(root).render(
  <StrictMode>
    <App initial={{ language, messages }} />
  </StrictMode>,
);

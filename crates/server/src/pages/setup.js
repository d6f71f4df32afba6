"use strict";

const form = document.getElementById("setup");
const told = document.getElementById("told");
const token = location.hash.slice(1);

// The token belongs neither in the history nor in a bookmark.
history.replaceState(null, "", location.pathname);
if (!token) told.textContent = "Open the whole link that the server printed when it started.";

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  told.textContent = "";
  const fields = Object.fromEntries(new FormData(form));
  try {
    const answer = await fetch("/v1/auth/setup", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...fields, token, locale: document.documentElement.lang, cookie: true }),
    });
    if (answer.ok) {
      location.assign("/");
      return;
    }
    const problem = await answer.json();
    const faults = (problem.errors ?? []).map((fault) => `${fault.field}: ${fault.message}`);
    told.textContent = [problem.detail, ...faults].join("\n");
  } catch {
    told.textContent = "The server does not answer. Is it still running?";
  }
  button.disabled = false;
});

// Before the first paint: the theme that was chosen here. A file of its own, for the content policy takes no inline script.
try {
  const theme = localStorage.getItem("vivavoce.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing: the system's theme.
}

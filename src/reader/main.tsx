import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./reader.css";
import "./print.css";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { readDrafts } from "./drafts.ts";
import { takeLinkToken } from "./linkToken.ts";
import { readOutbox } from "./outbox.ts";
import { prepare } from "./prepare.ts";
import { applyTheme } from "./TopBar.tsx";

/** So long may reading take before the page shows that it is reading. */
const PATIENCE_MS = 400;

takeLinkToken();
applyTheme();
await Promise.race([
  prepare(location.pathname, location.search),
  new Promise((resolve) => setTimeout(resolve, PATIENCE_MS)),
]);
createRoot(document.getElementById("page")!).render(<App />);
void readDrafts().then(readOutbox);

import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./reader.css";
import "./print.css";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { readDrafts } from "./drafts.ts";
import { readOutbox } from "./outbox.ts";
import { applyTheme } from "./TopBar.tsx";

applyTheme();
void readDrafts().then(readOutbox);
createRoot(document.getElementById("page")!).render(<App />);

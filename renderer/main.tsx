import "./app/zod-without-eval.ts";
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import "./app/app.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { startToSpeak } from "./components/language.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element with the id root.");

void show(root);

async function show(place: HTMLElement): Promise<void> {
  await startToSpeak();
  createRoot(place).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

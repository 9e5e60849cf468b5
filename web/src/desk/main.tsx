import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import "./desk.css";
import { mayReload } from "./reload-stale.ts";

// what was typed is kept on the device, so a tab left open over an upgrade may fetch its page anew
addEventListener("vite:preloadError", (event) => {
  if (!mayReload(sessionStorage, Date.now())) return;
  event.preventDefault();
  location.reload();
});

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App />);

import { createRoot } from "react-dom/client";
import "../respond/parts.css";
import "./field.css";
import "./fields.css";
import "./session.css";
import { App } from "./app.tsx";
import { keepPage } from "./offline/keep-page.browser.ts";
import { LanguageProvider } from "./texts.tsx";
import { openDeviceStore } from "./vault/database.browser.ts";

const page = document.getElementById("page");
if (page !== null) {
  page.replaceChildren();
  createRoot(page).render(
    <LanguageProvider>
      <App rows={openDeviceStore()} />
    </LanguageProvider>,
  );
}
void keepPage();

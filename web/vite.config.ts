import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { inlineStyles } from "./vite/inline-styles.ts";
import { preactForRespondents } from "./vite/preact-for-respondents.ts";
import { soleWorkers } from "./vite/sole-workers.ts";
import { trimSurvey } from "./vite/trim-survey.ts";

const workers = {
  "respond-worker": "src/respond/offline/worker.ts",
  "field-worker": "src/field/offline/worker.ts",
};

/** Three pages: respond.html for respondents' phones, field.html for interviewers', index.html for the desk, which alone has a component library. */
export default defineConfig({
  plugins: [preactForRespondents(), trimSurvey(), react(), inlineStyles(), soleWorkers(workers)],
  build: {
    target: "es2019",
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_500,
    rolldownOptions: {
      input: {
        respond: "respond.html",
        field: "field.html",
        desk: "index.html",
      },
    },
  },
  optimizeDeps: { exclude: ["survey-core", "survey-react-ui", "preact"] },
  server: { proxy: { "/api": "http://127.0.0.1:8787" } },
});

import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { inlineStyles } from "./vite/inline-styles.ts";
import { preactForRespondents } from "./vite/preact-for-respondents.ts";
import { trimSurvey } from "./vite/trim-survey.ts";

/** Two pages: respond.html for respondents' phones, index.html for the desk. They share no chunk of a component library. */
export default defineConfig({
  plugins: [preactForRespondents(), trimSurvey(), react(), inlineStyles()],
  build: {
    target: "es2019",
    outDir: "dist",
    emptyOutDir: true,
    sourcemap: false,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 2_500,
    rolldownOptions: {
      input: { respond: "respond.html", desk: "index.html", "respond-worker": "src/respond/offline/worker.ts" },
      // a worker reaches only what lies below its own folder
      output: {
        entryFileNames: ({ name }) => (name === "respond-worker" ? "respond-worker.js" : "assets/[name]-[hash].js"),
      },
    },
  },
  optimizeDeps: { exclude: ["survey-core", "survey-react-ui", "preact"] },
  server: { proxy: { "/api": "http://127.0.0.1:8787" } },
});

import type { Plugin } from "vite";

const modules: Readonly<Record<string, string>> = {
  react: "preact/compat",
  "react-dom": "preact/compat",
  "react-dom/client": "preact/compat/client",
  "react/jsx-runtime": "preact/jsx-runtime",
  "react/jsx-dev-runtime": "preact/jsx-dev-runtime",
};

/** Who gets Preact: the pages for phones, and SurveyJS, which the desk too takes only through it (preview). */
const phones = /\/web\/src\/(respond|field)\/|\/survey-react-ui\//;

/** Gives the pages for phones Preact for React: 50 KB brotli less on a phone. The desk keeps React. */
export function preactForRespondents(): Plugin {
  return {
    name: "preact-for-respondents",
    enforce: "pre",
    resolveId(source, importer, options) {
      const replacement = modules[source];
      if (replacement === undefined || importer === undefined || !phones.test(importer)) return null;
      return this.resolve(replacement, importer, { ...options, skipSelf: true });
    },
  };
}

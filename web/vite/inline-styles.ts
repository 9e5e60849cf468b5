import type { Plugin } from "vite";

/** Puts the styles of respond.html into the page, so that the cover is painted without a second request. */
export function inlineStyles(): Plugin {
  return {
    name: "inline-styles",
    enforce: "post",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle = {}, filename }) {
        if (!filename.endsWith("respond.html")) return html;
        return html.replace(/<link rel="stylesheet"[^>]*href="\/([^"]+)"[^>]*>/g, (link, file: string) => {
          const asset = bundle[file];
          return asset?.type === "asset" ? `<style>${String(asset.source).trim()}</style>` : link;
        });
      },
    },
  };
}

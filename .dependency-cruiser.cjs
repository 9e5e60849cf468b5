const never = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });
const test = "\\.test\\.tsx?$|/testing/|/test/|/notebooks/|/e2e/";

module.exports = {
  forbidden: [
    never("no-circular", {}, { circular: true }, "a cycle has no reading order"),
    never(
      "instruments-is-a-leaf",
      { path: "^instruments/" },
      { path: "^(analysis|exports|api|web)/" },
      "instruments imports nothing of ours",
    ),
    never(
      "analysis-only-instruments",
      { path: "^analysis/", pathNot: "^analysis/notebooks/" },
      { path: "^(exports|api|web)/" },
      "analysis imports instruments only",
    ),
    never(
      "notebooks-above-exports",
      { path: "^analysis/notebooks/" },
      { path: "^(api|web)/" },
      "notebooks are read-only users of the core: they draw with exports and know no server",
    ),
    never(
      "exports-below-apps",
      { path: "^exports/" },
      { path: "^(api|web)/" },
      "exports imports analysis and instruments only",
    ),
    never(
      "web-meets-api-at-the-contract",
      { path: "^web/src", pathNot: test },
      { path: "^api/(?!src/contract/)" },
      "web imports of api only the contract",
    ),
    never("api-knows-no-web", { path: "^api/src", pathNot: test }, { path: "^web/" }, "api never imports web"),
    never(
      "contract-knows-no-server",
      { path: "^api/src/contract/" },
      { path: "^api/src/(?!contract/)" },
      "the contract holds no server code",
    ),
    never(
      "core-no-node",
      { path: "^(instruments|analysis|exports)/src", pathNot: `\\.node\\.ts$|${test}` },
      { dependencyTypes: ["core"] },
      "core code is runtime-neutral",
    ),
    never(
      "only-storage-knows-sql",
      { path: "^(api|web)/src", pathNot: `^api/src/(storage|entry|auth)/|${test}` },
      { path: "node_modules/(kysely|sqlite3)/" },
      "SQL stays in api/src/storage",
    ),
    never(
      "use-cases-know-no-http",
      { path: "^api/src/use-cases/", pathNot: test },
      { path: "^api/src/(http|storage|entry)/|node_modules/hono/" },
      "use cases take ports",
    ),
    never(
      "no-import-of-tests",
      { path: "^(instruments|analysis|exports|api|web)/src", pathNot: test },
      { path: test },
      "product code imports no test",
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist/|/out/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "default"],
      extensions: [".ts", ".tsx", ".js"],
    },
  },
};

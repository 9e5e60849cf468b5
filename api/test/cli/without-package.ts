import { registerHooks } from "node:module";

/** Started with `--import`: as if the package named by `WITHOUT_PACKAGE` were not installed. */
const missing = process.env["WITHOUT_PACKAGE"] ?? "";

registerHooks({
  resolve: (specifier, context, next) => {
    if (missing !== "" && (specifier === missing || specifier.startsWith(`${missing}/`))) {
      throw Object.assign(new Error(`package ${missing} is not here`), { code: "WITHOUT_PACKAGE" });
    }
    return next(specifier, context);
  },
});

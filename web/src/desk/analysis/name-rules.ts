import type { Rule } from "antd/es/form";

/** Rules of the name under which something is kept of a questionnaire, as the server has them. */
export function nameRules(texts: { readonly nameNeeded: string; readonly nameSigns: string }): Rule[] {
  return [
    { required: true, whitespace: true, message: texts.nameNeeded },
    { pattern: /^[^*,，、;；"“”{}[\]]+$/u, message: texts.nameSigns },
  ];
}

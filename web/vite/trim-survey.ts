import { type Plugin, parseAst } from "vite";

/** Classes of question types and features outside the questionnaire profile, and the icons, which the page does not draw. */
const unused =
  /^(Question|SurveyQuestion)(SignaturePad|File|ImageMap|ImagePicker|Slider|ButtonGroup|Custom|Composite)(?!Cell)\w*$|^(ImageItemValue|SliderLabelItemValue|ButtonGroupItem\w+|FlowPanelModel|SurveyFlowPanel|InputMask(Pattern|Numeric|DateTime|Currency)|PopupSurvey\w*|SurveyWindow\w*|TOCModel|Cover|CoverCell|SurveyTimer(Model|Panel)|SurveyProgressToc|SurveyFile\w*|ButtonGroupDropdown|SurveyTrigger\w*|icons)$/;

/** The same types where statements name them as texts. */
const unusedTypes: readonly unknown[] = ["imagepicker", "imagemap", "signaturepad", "slider", "buttongroup"];

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly value?: unknown;
}

function mentionsUnused(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(mentionsUnused);
  if (typeof value !== "object" || value === null) return false;
  const node = value as Node;
  if (node.type === "Identifier") return unused.test(node.name ?? "");
  if (node.type === "Literal") return unusedTypes.includes(node.value);
  return Object.values(node).some(mentionsUnused);
}

/** True for `var baseTheme = {...}`: 1,700 lines of style variables for a theme that is not ours. */
function isBaseTheme(node: Node): boolean {
  const [first] = (node as Node & { declarations?: readonly { id: Node }[] }).declarations ?? [];
  return node.type === "VariableDeclaration" && first?.id.name === "baseTheme";
}

/**
 * Leaves out of SurveyJS what the profile refuses. Its one file registers every question type at the top level, which
 * keeps all of them alive; without the registration of a type, tree shaking drops the type: 43 KB brotli less.
 */
export function trimSurvey(): Plugin {
  return {
    name: "trim-survey",
    enforce: "pre",
    transform(code, id) {
      if (!/survey-(core|react-ui)\.mjs$/.test(id)) return null;
      let kept = "";
      let from = 0;
      for (const node of parseAst(code).body as readonly Node[]) {
        const theme = isBaseTheme(node);
        if (!theme && !(node.type === "ExpressionStatement" && mentionsUnused(node))) continue;
        kept += code.slice(from, node.start) + (theme ? "var baseTheme = { cssVariables: {} };" : "");
        from = node.end;
      }
      return { code: kept + code.slice(from), map: null };
    },
  };
}

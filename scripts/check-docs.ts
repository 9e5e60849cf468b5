import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";

const longestFile = 450;
const documented = /^(instruments|analysis|exports)\/src\/.*\.ts$|^api\/src\/contract\/.*\.ts$/;
const testFile = /\.test\.tsx?$|\/testing\//;

/** Everything the documents promise and the house rules fix, held against the tree; each line says what is wrong and where. */
export function checkDocs(root: string): readonly string[] {
  const files = listFiles(root);
  return [
    ...checkReadmes(root),
    ...checkCommands(root),
    ...files
      .filter((file) => file.endsWith(".md") && !file.includes("/library/"))
      .flatMap((file) => checkLinks(root, file)),
    ...files.filter((file) => /\.tsx?$/.test(file)).flatMap((file) => checkLength(root, file)),
    ...files
      .filter((file) => documented.test(file) && !testFile.test(file))
      .flatMap((file) => checkComments(root, file)),
  ];
}

function listFiles(root: string): readonly string[] {
  const run = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  return run.stdout.split("\n").filter((file) => file !== "" && existsSync(join(root, file)));
}

function checkReadmes(root: string): readonly string[] {
  const problems: string[] = [];
  for (const workspace of ["instruments", "analysis", "exports", "api", "web"]) {
    const file = join(root, workspace, "README.md");
    if (!existsSync(file)) problems.push(`${workspace}/README.md is missing`);
    else if (!/^## What it is not$/m.test(readFileSync(file, "utf8")))
      problems.push(`${workspace}/README.md: expected a section “What it is not”`);
  }
  const architecture = join(root, "ARCHITECTURE.md");
  if (!existsSync(architecture)) problems.push("ARCHITECTURE.md is missing");
  else if (readFileSync(architecture, "utf8").split("\n").length > 120)
    problems.push("ARCHITECTURE.md: expected at most two pages (120 lines)");
  return problems;
}

/** Every `npm run x` that a top-level document names must be a script of package.json. */
function checkCommands(root: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  return ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"]
    .filter((file) => existsSync(join(root, file)))
    .flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/`npm (?:run )?([a-z][\w:-]*)[^`]*`/g)]
        .map((match) => match[1] ?? "")
        .filter(
          (name) => !["ci", "install", "run", "scripts", "workspaces"].includes(name) && scripts[name] === undefined,
        )
        .map((name) => `${file}: names npm script "${name}", which package.json does not have`),
    );
}

function checkLinks(root: string, file: string): readonly string[] {
  const text = readFileSync(join(root, file), "utf8").replace(/```[\s\S]*?```/g, "");
  return [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)\s]+)\)/g)]
    .map((match) => (match[1] ?? "").split("#")[0] ?? "")
    .filter((target) => target !== "" && !existsSync(join(root, normalize(join(dirname(file), decodeURI(target))))))
    .map((target) => `${file}: links to ${target}, which does not exist`);
}

function checkLength(root: string, file: string): readonly string[] {
  const lines = readFileSync(join(root, file), "utf8").split("\n").length;
  return lines > longestFile ? [`${file}: ${lines} lines, expected at most ${longestFile}; divide it by meaning`] : [];
}

/** Exported functions, classes and interfaces carry a doc comment. */
function checkComments(root: string, file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  return source.statements
    .filter((statement) => isExported(statement) && needsComment(statement) && !hasComment(statement))
    .map((statement) => {
      const { line } = source.getLineAndCharacterOfPosition(statement.getStart());
      return `${file}:${line + 1}: exported without a doc comment: ${statement.getText().split("\n")[0]}`;
    });
}

function isExported(statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined;
  return modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
}

function needsComment(statement: ts.Statement): boolean {
  return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement);
}

function hasComment(statement: ts.Statement): boolean {
  return ts.getJSDocCommentsAndTags(statement).length > 0;
}

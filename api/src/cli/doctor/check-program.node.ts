import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Check, type Finding, fail, ok, reasonOf, warn } from "./finding.ts";

const oldestNode = [22, 18] as const;
const released = Date.parse("2026-11-01T00:00:00Z");

/** Node, the native packages, the built pages, and the clock: what the program stands on. */
export const checkProgram: Check = async ({ nodeVersion, webFolder, now }) => [
  checkNode(nodeVersion),
  await checkSqlite(),
  await checkSegmentation(),
  await checkDrawing(),
  await checkPages(webFolder),
  await checkClock(now),
];

function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [least, leastMinor] = oldestNode;
  if (major > least || (major === least && minor >= leastMinor)) return ok("node", `Node ${version}`);
  return fail(
    "node",
    `Node ${version} is too old, ${least}.${leastMinor} or newer is needed`,
    'start with "npx diaoyan" in the project, which brings its own, or install a newer Node',
  );
}

async function checkSqlite(): Promise<Finding> {
  try {
    const { Sqlite3Connection } = await import("../../storage/sqlite3-connection.node.ts");
    const connection = await Sqlite3Connection.open(":memory:", "writer", []);
    await connection.close();
    return ok("sqlite3", "the sqlite3 binary loads");
  } catch (error) {
    return fail(
      "sqlite3",
      `the sqlite3 package does not load: ${reasonOf(error)}`,
      'run "npm rebuild sqlite3" (python3, make and g++ build it where no binary can be fetched); where Node\'s headers cannot be downloaded set npm_config_nodedir to the folder above include/node, e.g. npm_config_nodedir=/usr; or use the offline bundle (docs/deploy/offline.md)',
    );
  }
}

async function checkSegmentation(): Promise<Finding> {
  try {
    const { createNodeTextTools } = await import("@diaoyan/analysis/node");
    createNodeTextTools().segmenter.cut("人才评价");
    return ok("jieba", "Chinese text is cut by jieba");
  } catch (error) {
    return fail(
      "jieba",
      `the native package of @node-rs/jieba does not load: ${reasonOf(error)}`,
      'run "npm ci" with optional dependencies on this kind of machine; a node_modules made on another system lacks it',
    );
  }
}

async function checkDrawing(): Promise<Finding> {
  try {
    await import("@diaoyan/exports/node");
    return ok("drawing", "charts are drawn with the bundled font; neither LibreOffice nor system fonts are needed");
  } catch (error) {
    return warn(
      "drawing",
      `charts cannot be drawn for documents: ${reasonOf(error)}`,
      'run "npm ci" with optional dependencies on this kind of machine; neither LibreOffice nor fonts have to be installed',
    );
  }
}

async function checkPages(webFolder: string): Promise<Finding> {
  const missing: string[] = [];
  for (const page of ["index.html", "respond.html", "field.html"]) {
    await readFile(join(webFolder, page)).catch(() => missing.push(page));
  }
  if (missing.length === 0) return ok("pages", "the pages are built");
  return fail(
    "pages",
    `${webFolder} lacks ${missing.join(", ")}: nobody can answer or sign in`,
    'run "npm run build", or start with "npm start"',
  );
}

async function checkClock(now: number): Promise<Finding> {
  if (now < released) {
    return fail(
      "clock",
      `the clock says ${new Date(now).toISOString()}, which is before this program was made`,
      "set the clock and turn on time synchronisation (timedatectl set-ntp true)",
    );
  }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const synchronised = await promisify(execFile)("timedatectl", ["show", "--property=NTPSynchronized", "--value"]).then(
    ({ stdout }) => stdout.trim(),
    () => "",
  );
  const said = `${new Date(now).toISOString()}, time zone ${zone} (days of answers are counted in China's, whatever it is)`;
  if (synchronised !== "no") return ok("clock", said);
  return warn("clock", `${said}; it is not synchronised`, "turn on time synchronisation: timedatectl set-ntp true");
}

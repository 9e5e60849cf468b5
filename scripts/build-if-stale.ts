import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const stamp = join(root, "web/dist/.source-hash");
const sources =
  /^(instruments|analysis|exports|web)\/.*\.(ts|tsx|css|html|json)$|^api\/src\/contract\/|^package-lock\.json$/;
const tests = /\.test\.tsx?$|^web\/e2e\/|\/test-data\//;

/** Hash of everything the pages are built from, asked of git so that ignored files do not count. */
function hashSources(): string {
  const listed = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  const hash = createHash("sha256");
  for (const file of listed.stdout
    .split("\n")
    .filter((name) => sources.test(name) && !tests.test(name))
    .sort()) {
    const path = join(root, file);
    if (existsSync(path)) hash.update(file).update("\0").update(readFileSync(path));
  }
  return hash.digest("hex");
}

/** Builds the pages when their sources changed since the last build; without git it always builds. */
function buildIfStale(): number {
  const hash = hashSources();
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return 0;
  console.error("building the pages (about half a minute)…");
  const built = spawnSync("npm", ["run", "--silent", "build", "-w", "web", "--", "--logLevel", "warn"], {
    cwd: root,
    // a test that starts the server runs with NODE_ENV=test, with which the libraries of the pages behave otherwise
    env: { ...process.env, NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (built.status !== 0) return built.status ?? 1;
  mkdirSync(join(root, "web/dist"), { recursive: true });
  writeFileSync(stamp, hash);
  return 0;
}

process.exitCode = buildIfStale();

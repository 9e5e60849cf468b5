#!/usr/bin/env node
// Plain JavaScript, so that an old Node can say what it lacks instead of failing on the first type.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `diaoyan needs Node 22.18 or newer, this is ${process.versions.node}; start it with "npx diaoyan" in the project, which brings its own\n`,
  );
  process.exit(2);
}
const { runCommandLine } = await import("../src/entry/cli.node.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));

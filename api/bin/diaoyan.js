#!/usr/bin/env node
// Plain JavaScript, so that an old Node can say what it lacks instead of failing on the first type.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(
    `diaoyan needs Node 22.18 or newer, this is ${process.versions.node}; start it with "npx diaoyan" in the project, which brings its own\n`,
  );
  process.exit(2);
}
const args = process.argv.slice(2);
// the doctor comes even where the database cannot be loaded
const entry = args[0] === "doctor" ? "../src/entry/doctor.node.ts" : "../src/entry/cli.node.ts";
try {
  const { runCommandLine } = await import(entry);
  process.exitCode = await runCommandLine(args);
} catch (error) {
  if (!/bindings file|node_sqlite3/.test(String(error?.message))) throw error;
  process.stderr.write(
    'diaoyan: the sqlite3 package has no binary for this machine; "npx diaoyan doctor" says how to get it\n',
  );
  process.exitCode = 1;
}

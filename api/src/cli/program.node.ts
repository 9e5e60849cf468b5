import { Command } from "commander";
import { addAnalyse } from "./commands/analyse.node.ts";
import { addAudit } from "./commands/audit.node.ts";
import { addBackup } from "./commands/backup.node.ts";
import { addCases } from "./commands/cases.node.ts";
import { addCode } from "./commands/code.node.ts";
import { addConvert } from "./commands/convert.node.ts";
import { addDeidentify } from "./commands/deidentify.node.ts";
import { addDemo } from "./commands/demo.node.ts";
import { addDoctor } from "./commands/doctor.node.ts";
import { addExport } from "./commands/export.node.ts";
import { addImport } from "./commands/import.node.ts";
import { addKeys } from "./commands/keys.node.ts";
import { addLedger } from "./commands/ledger.node.ts";
import { addLetter } from "./commands/letter.node.ts";
import { addLoad } from "./commands/load.node.ts";
import { addMigrate } from "./commands/migrate.node.ts";
import { addMove } from "./commands/move.node.ts";
import { addProgress } from "./commands/progress.node.ts";
import { addPurge } from "./commands/purge.node.ts";
import { addReport } from "./commands/report.node.ts";
import { addRestore } from "./commands/restore.node.ts";
import { addServe } from "./commands/serve.node.ts";
import { addSimulate } from "./commands/simulate.node.ts";
import { addUser } from "./commands/user.node.ts";
import { addVerify } from "./commands/verify.node.ts";
import { configureProgram } from "./configure-program.ts";
import type { Terminal } from "./terminal.node.ts";

const commands = [
  addServe,
  addDemo,
  addMigrate,
  addLoad,
  addUser,
  addSimulate,
  addImport,
  addProgress,
  addAnalyse,
  addReport,
  addExport,
  addAudit,
  addLedger,
  addLetter,
  addPurge,
  addDeidentify,
  addKeys,
  addConvert,
  addCode,
  addCases,
  addVerify,
  addBackup,
  addRestore,
  addMove,
  addDoctor,
];

/** The command `diaoyan` with all its sub-commands. */
export function createProgram(terminal: Terminal): Command {
  const program = configureProgram(new Command("diaoyan"), terminal);
  for (const add of commands) add(program, terminal);
  return program;
}

import { expect, it } from "vitest";
import { collectFile } from "../testing/collect-file.ts";
import { hardRows } from "../testing/hard-rows.ts";
import { withProgram } from "../testing/run-outside.node.ts";

/** Prints names, labels, value labels, missing codes and cells as R sees them; “absent” where haven does not stand. */
const script = `
file <- commandArgs(TRUE)[1]
if (!requireNamespace("haven", quietly = TRUE)) { cat("absent"); quit() }
options(warn = 2)
data <- if (grepl("sav$", file)) haven::read_sav(file, user_na = TRUE) else haven::read_dta(file)
tell <- function(...) cat(paste(..., sep = "\\t"), "\\n", sep = "")
for (name in names(data)) {
  column <- data[[name]]
  labels <- attr(column, "labels")
  tell(name, "label", gsub("\\n", " ", paste0("", attr(column, "label"))))
  tell(name, "labels", paste(names(labels), collapse = "|"))
  tell(name, "codes", paste(attr(column, "na_values"), collapse = "|"))
  cells <- if (inherits(column, "Date")) format(column) else if (grepl("dta$", file) && is.double(column)) ifelse(haven::is_tagged_na(column), paste0(".", haven::na_tag(column)), as.character(column)) else as.character(unclass(column))
  tell(name, "cells", paste(gsub("\\n", " ", ifelse(is.na(cells), "NA", cells)), collapse = "|"))
}
`;

async function readByHaven(context: Parameters<typeof withProgram>[0], format: "sav" | "dta") {
  const { bytes } = await collectFile(hardRows, { format });
  const files = { [`hard.${format}`]: bytes, "read.R": script };
  return withProgram(context, { program: "Rscript", files }, (run) => {
    const printed = run("--vanilla", "read.R", `hard.${format}`);
    if (printed === "absent") context.skip("haven does not stand here: apt-get install r-cran-haven");
    const lines = printed.split("\n").map((line) => line.split("\t"));
    return (name: string, what: string) => lines.find((line) => line[0] === name && line[1] === what)?.[2];
  });
}

it(".sav is read by R's haven without a warning: labels, declared codes as such, days, texts", async (context) => {
  const of = await readByHaven(context, "sav");
  expect(of("UNIT", "label")).toBe("所在单位的类型");
  expect(of("UNIT", "labels")).toBe("中央驻地方科研院所|高等学校|不清楚／不适用");
  expect([of("UNIT", "codes"), of("UNIT", "cells")]).toEqual(["99", "1|2|99|NA"]);
  expect([of("YEARS", "codes"), of("YEARS", "cells")]).toEqual(["997|998|999", "3|997|999|998"]);
  expect(of("满意度", "cells")).toBe("5|1|NA|3");
  expect(of("NOTE", "cells")).toBe(`=1+1|${"调研".repeat(200)}|😀“引号” 换行|`);
  expect(of("LONG", "cells")?.split("|")[1]).toBe("长".repeat(1000));
  expect(of("DAY", "cells")).toBe("2026-02-28|1582-10-15|1949-10-01|NA");
});

it(".dta is read by R's haven without a warning: labels, codes as letters, days, texts", async (context) => {
  const of = await readByHaven(context, "dta");
  expect(of("UNIT", "label")).toBe("所在单位的类型");
  expect([of("UNIT", "labels"), of("UNIT", "cells")]).toEqual([expect.stringContaining("高等学校"), "1|2|.a|NA"]);
  expect(of("YEARS", "cells")).toBe("3|.a|.c|.b");
  expect(of("NOTE", "cells")).toBe(`=1+1|${"调研".repeat(200)}|😀“引号” 换行|`);
  expect(of("DAY", "cells")).toBe("2026-02-28|1582-10-15|1949-10-01|NA");
});

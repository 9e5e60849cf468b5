# Reads a .sav file by haven and prints the seconds R takes to write the same cases as .csv, .sav and .dta.
arguments <- commandArgs(TRUE)
if (!requireNamespace("haven", quietly = TRUE)) quit(status = 3)
data <- haven::read_sav(arguments[1])
target <- function(ending) file.path(arguments[2], paste0("by-r.", ending))
tell <- function(name, work) cat(name, "\t", system.time(work)[["elapsed"]], "\n", sep = "")
tell("csv", write.csv(data, target("csv"), row.names = FALSE, na = ""))
tell("sav", haven::write_sav(data, target("sav")))
tell("dta", haven::write_dta(data, target("dta")))

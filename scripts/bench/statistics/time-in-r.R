# Times in R what `npm run bench -- statistics` times here, on the same file. Prints one line a task: name, seconds (median of five).
suppressMessages({
  library(survey)
  has_psych <- requireNamespace("psych", quietly = TRUE)
})
file <- commandArgs(TRUE)[1]
seconds <- function(task) median(vapply(1:5, function(run) system.time(task())[["elapsed"]], 0))
say <- function(name, task) cat(name, "\t", format(seconds(task), digits = 6), "\n", sep = "")
survey <- NULL
say("read", function() survey <<- read.csv(file))
items <- paste0("q", 1:60)
groups <- c("unit", "title", "age", "sex", paste0("m", 1:6, "_1"))
predictors <- paste0("q", 2:21, collapse = "+")
say("describe", function() for (name in items) {
  x <- survey[[name]]
  c(sum(!is.na(x)), mean(x, na.rm = TRUE), sd(x, na.rm = TRUE), quantile(x, c(.25, .5, .75), na.rm = TRUE))
})
say("crosstab", function() for (row in items) for (column in groups)
  suppressWarnings(chisq.test(table(survey[[row]], survey[[column]]), correct = FALSE)))
say("reliability", function() {
  x <- as.matrix(survey[items])
  x <- x[complete.cases(x), ]
  60 / 59 * (1 - sum(apply(x, 2, var)) / var(rowSums(x)))
})
say("anova", function() for (name in items) summary(aov(survey[[name]] ~ factor(survey$unit))))
say("rake", function() {
  survey$one <- 1
  design <- svydesign(~1, weights = ~one, data = survey)
  n <- nrow(survey)
  rake(design, list(~unit, ~title), list(
    data.frame(unit = 1:5, Freq = n * c(.30, .25, .20, .15, .10)),
    data.frame(title = 1:4, Freq = n * c(.4, .3, .2, .1))))
})
if (has_psych) say("factorAnalysis", function()
  suppressWarnings(psych::fa(survey[items], 6, rotate = "varimax", fm = "minres", warnings = FALSE)))
say("linearRegression", function() summary(lm(as.formula(paste("q1 ~", predictors)), survey)))
say("logisticRegression", function()
  summary(glm(as.formula(paste("I(q1 > 3) ~", predictors)), survey, family = binomial)))
say("correlation", function() cor(survey[items[1:20]], method = "spearman", use = "pairwise"))
say("frequencies", function() for (name in items) prop.table(table(survey[[name]])))
say("tTest", function() for (name in items) t.test(survey[[name]] ~ survey$sex))
say("mannWhitney", function() for (name in items[1:10]) wilcox.test(survey[[name]] ~ survey$sex, exact = FALSE))
say("kruskalWallis", function() for (name in items[1:10]) kruskal.test(survey[[name]], survey$unit))
say("surveyMean", function() {
  design <- svydesign(~1, weights = ~w, data = survey)
  for (name in items[1:10]) svymean(as.formula(paste0("~", name)), design, na.rm = TRUE)
})

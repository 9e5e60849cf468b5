# Writes survey.csv, cases.json and keyness.json of this folder. Run here: Rscript generate.R
# R 4.2.2 with psych 2.2.9
options(digits = 17)
suppressMessages(library(psych))
set.seed(61127)

n <- 60
d <- data.frame(cl = rep(1:12, each = 5))
base <- rep(rnorm(12, 0, .8), each = 5)
for (k in 1:4) d[[paste0("q", k)]] <- pmin(5, pmax(1, round(3 + base + 0.35 * (k - 2) + rnorm(n))))
d$alike <- round(base * 10 + rnorm(n, 0, 2), 1)
d$apart <- round(rnorm(n), 3)
d$h1 <- d$q1; d$h1[c(4, 19)] <- NA
write.csv(d, "survey.csv", row.names = FALSE, na = "", quote = FALSE)

quote_text <- function(s) paste0('"', s, '"')
js <- function(x) {
  if (is.list(x)) return(if (is.null(names(x))) paste0("[", paste(vapply(x, js, ""), collapse = ","), "]")
    else paste0("{", paste0(quote_text(names(x)), ":", vapply(x, js, ""), collapse = ","), "}"))
  if (length(x) > 1) return(paste0("[", paste(vapply(x, js, ""), collapse = ","), "]"))
  if (is.character(x)) quote_text(x) else sprintf("%.15g", x)
}
cases <- character()
add <- function(id, kind, params, expected, source, tol = 1e-8)
  cases[[length(cases) + 1]] <<- js(list(id = id, kind = kind, params = params, expected = expected, tolerance = tol, source = source))

# Friedman: the whole by friedman.test, pairs by contrasts of mean ranks under the permutation covariance without ties
for (vars in list(c("q1", "q2", "q3", "q4"), c("h1", "q2", "q3"))) for (adjust in c("holm", "bonferroni", "BH")) {
  m <- as.matrix(d[complete.cases(d[vars]), vars]); f <- friedman.test(m); r <- colMeans(t(apply(m, 1, rank))); k <- ncol(m)
  V <- (k * (k + 1) / 12) * (diag(k) - 1 / k) / nrow(m) # covariance of mean ranks
  pair <- combn(k, 2); z <- apply(pair, 2, function(i) { l <- replace(replace(numeric(k), i[1], 1), i[2], -1); sum(l * r) / sqrt(c(t(l) %*% V %*% l)) })
  p <- 2 * pnorm(-abs(z)); q <- p.adjust(p, adjust)
  add(paste("friedman", paste(vars, collapse = ""), adjust, sep = "/"), "friedman", list(variables = vars, adjust = tolower(adjust)),
    list(n = nrow(m), statistic = f$statistic[[1]], df = f$parameter[[1]], p = f$p.value,
      postHoc = lapply(seq_along(z), function(i) list(a = vars[pair[1, i]], b = vars[pair[2, i]], z = z[i], p = p[i], pAdjusted = q[i]))),
    "friedman.test, contrasts of mean ranks, p.adjust")
}
# units of equal size: one-way random effects of psych
for (v in c("q1", "alike", "apart")) {
  i <- suppressMessages(ICC(matrix(d[[v]], ncol = 5, byrow = TRUE), lmer = FALSE))$results["Single_raters_absolute", ]
  a <- anova(lm(d[[v]] ~ factor(d$cl)))
  add(paste0("icc/", v), "icc", list(variables = list(v), cluster = "cl"),
    list(n = n, clusters = 12, averageSize = 5, estimate = i$ICC, ciLow = i[["lower bound"]], ciHigh = i[["upper bound"]],
      statistic = a$`F value`[1], df1 = a$Df[1], df2 = a$Df[2], designEffect = max(1, 1 + 4 * i$ICC)), "psych::ICC(lmer = FALSE), anova(lm)")
}
writeLines(paste0("[\n", paste(cases, collapse = ",\n"), "\n]"), "cases.json")

# keyness: deviance of the Poisson model in which both texts use the word at one rate
key <- lapply(list(c(12, 3, 1000, 1500), c(0, 9, 800, 900), c(40, 40, 5000, 5000), c(1, 0, 100, 20000), c(350, 20, 90000, 60000)), function(x) {
  m <- glm(x[1:2] ~ 1 + offset(log(x[3:4])), family = poisson, control = glm.control(1e-14, 100))
  list(counts = x[1:2], sizes = x[3:4], g2 = deviance(m), p = pchisq(deviance(m), 1, lower = FALSE)) })
writeLines(js(key), "keyness.json")

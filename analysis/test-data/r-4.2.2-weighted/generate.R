# Writes survey.csv and cases.json of this folder: analyses with weights and designs as R has them. Run here: Rscript generate.R
# R 4.2.2 with survey 4.1-1
options(digits = 17, stringsAsFactors = FALSE)
suppressMessages(library(survey))
set.seed(20261127)

n <- 120
d <- data.frame(
  st = rep(c("a", "b", "c"), each = 40), cl = rep(1:30, each = 4), pop = rep(c(15, 40, 22), each = 40),
  w = round(runif(n, 0.4, 6), 3), x = round(rnorm(n, 20, 4), 2), g2 = sample(c("f", "m"), n, TRUE),
  g3 = sample(1:4, n, TRUE), z = sample(0:1, n, TRUE, c(.6, .4)))
d$y <- round(3 + 0.2 * d$x + ifelse(d$g2 == "m", 0.8, 0) + 0.4 * (d$g3 == 3) + rep(rnorm(30, 0, .5), each = 4) + rnorm(n), 2)
d$y2 <- round(d$y + rnorm(n, 0.3, 1), 2)
d$hit <- as.integer(runif(n) < plogis(-3 + 0.12 * d$x + 0.6 * d$z))
for (name in c("y", "x", "hit", "g2")) d[[name]][sample(n, 5)] <- NA
d$w[c(7, 50)] <- 0
d$w[c(11, 80)] <- NA
write.csv(d, "survey.csv", row.names = FALSE, na = "", quote = FALSE)

quote_text <- function(s) paste0('"', s, '"')
js <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) return(if (is.null(names(x))) paste0("[", paste(vapply(x, js, ""), collapse = ","), "]")
    else paste0("{", paste0(quote_text(names(x)), ":", vapply(x, js, ""), collapse = ","), "}"))
  if (length(x) > 1 || inherits(x, "AsIs")) return(paste0("[", paste(vapply(unclass(x), js, ""), collapse = ","), "]"))
  if (is.na(x)) "null" else if (is.character(x)) quote_text(x) else if (is.logical(x)) tolower(x) else sprintf("%.15g", x)
}
cases <- character()
add <- function(id, kind, params, expected, source, tol = 1e-8)
  cases[[length(cases) + 1]] <<- js(list(id = id, kind = kind, params = params, expected = expected, tolerance = tol, source = source))

designs <- list(
  weights = list(params = list(weight = "w"), make = function(e) svydesign(~1, weights = ~w, data = e)),
  strata = list(params = list(weight = "w", strata = "st"), make = function(e) svydesign(~1, strata = ~st, weights = ~w, data = e)),
  clusters = list(params = list(weight = "w", strata = "st", cluster = "cl"),
    make = function(e) svydesign(~cl, strata = ~st, weights = ~w, data = e)),
  fpc = list(params = list(weight = "w", strata = "st", cluster = "cl", fpc = "pop"),
    make = function(e) svydesign(~cl, strata = ~st, weights = ~w, fpc = ~pop, data = e)))
filters <- list(all = list(where = NULL, keep = function(e) rep(TRUE, nrow(e))),
  domain = list(where = list(variable = "g3", `in` = list(1, 2, 3)), keep = function(e) e$g3 %in% 1:3))
f_of <- function(t) list(statistic = c(t$Ftest), df1 = t$df, df2 = t$ddf, p = c(t$p))
terms_of <- function(m, ratio) {
  s <- coef(summary(m)); ci <- confint(m)
  lapply(seq_len(nrow(s)), function(i) { e <- list(estimate = s[i, 1], se = s[i, 2])
    e[[if (ratio) "z" else "t"]] <- s[i, 3]; e$p <- s[i, 4]
    e$ciLow <- if (ratio) exp(ci[i, 1]) else ci[i, 1]; e$ciHigh <- if (ratio) exp(ci[i, 2]) else ci[i, 2]; e })
}

for (dn in names(designs)) for (fn in names(filters)) {
  whole <- designs[[dn]]$make(d[!is.na(d$w), ])
  ask <- function(...) c(list(...), designs[[dn]]$params, if (!is.null(filters[[fn]]$where)) list(where = filters[[fn]]$where))
  # weights of 0 are no cases: they stay in the design as clusters, outside of every domain
  part <- function(...) { e <- whole$variables; subset(whole, complete.cases(e[, c(...), drop = FALSE]) & filters[[fn]]$keep(e) & e$w > 0) }
  id <- function(what) paste(what, dn, fn, sep = "/")

  s <- part("y", "g2"); t <- svyttest(y ~ g2, s)
  add(id("tTest"), "tTest", ask(variable = "y", by = "g2"),
    list(n = nrow(s$variables), weightedN = sum(weights(s)), statistic = -t$statistic[[1]], df = t$parameter[[1]], p = t$p.value[[1]],
      meanDifference = -t$estimate[[1]], ciLow = -t$conf.int[2], ciHigh = -t$conf.int[1]), "svyttest(y ~ g2), turned: first less second")
  s <- part("y", "y2"); m <- svymean(~I(y - y2), s); df <- degf(s); q <- coef(m)[[1]] / SE(m)[[1]]; ci <- confint(m, df = df)
  add(id("tTest/paired"), "tTest", ask(paired = c("y", "y2")),
    list(statistic = q, df = df, p = 2 * pt(-abs(q), df), meanDifference = coef(m)[[1]], ciLow = ci[1], ciHigh = ci[2]),
    "svymean(~I(y - y2)), t on degf")
  s <- part("y"); m <- svymean(~y, s); df <- degf(s); q <- (coef(m)[[1]] - 7) / SE(m)[[1]]; ci <- confint(m, df = df) - 7
  add(id("tTest/mu"), "tTest", ask(variable = "y", mu = 7),
    list(statistic = q, df = df, p = 2 * pt(-abs(q), df), ciLow = ci[1], ciHigh = ci[2]), "svymean(~y) - 7, t on degf")

  s <- part("y", "g3"); a <- svyglm(y ~ factor(g3), s); b <- svyby(~y, ~g3, s, svymean, covmat = TRUE); V <- vcov(b)
  e <- f_of(regTermTest(a, ~factor(g3))); k <- length(coef(b)); pairs <- choose(k, 2)
  post <- list(); for (lo in 1:(k - 1)) for (hi in (lo + 1):k) { x <- coef(b)[[hi]] - coef(b)[[lo]]; se <- sqrt(V[hi, hi] + V[lo, lo] - 2 * V[lo, hi])
    cr <- qt(1 - .025 / pairs, e$df2); post[[length(post) + 1]] <- list(a = names(coef(b))[hi], b = names(coef(b))[lo], difference = x,
      ciLow = x - cr * se, ciHigh = x + cr * se, p = min(1, pairs * 2 * pt(-abs(x / se), e$df2))) }
  v <- svyby(~y, ~g3, s, svyvar)
  add(id("anova"), "anova", ask(variable = "y", by = "g3"), list(statistic = e$statistic, dfBetween = e$df1, dfWithin = e$df2, p = e$p,
    groups = lapply(seq_len(k), function(i) list(mean = coef(b)[[i]], sd = sqrt(coef(v)[[i]]))), postHoc = post),
    "regTermTest(svyglm), svyby(covmat = TRUE) with Bonferroni")

  s <- part("y", "x"); s <- update(s, one = 1, u = x - 20, v = y - 7); s <- update(s, uu = u * u, vv = v * v, uv = u * v)
  r <- svycontrast(svytotal(~one + u + v + uu + vv + uv, s),
    quote((uv / one - u * v / one^2) / sqrt((uu / one - (u / one)^2) * (vv / one - (v / one)^2))))
  q <- coef(r)[[1]] / SE(r)[[1]]; df <- degf(s)
  add(id("correlation"), "correlation", ask(variables = c("y", "x")),
    list(r = list(I(c(1, coef(r)[[1]])), I(c(coef(r)[[1]], 1))), p = list(I(c(0, 2 * pt(-abs(q), df))), I(c(2 * pt(-abs(q), df), 0)))),
    "svycontrast of svytotal of the moments, t on degf")

  s <- part("y", "x", "g2"); m <- svyglm(y ~ x + g2, s); e <- f_of(regTermTest(m, ~x + g2))
  u <- weights(s) / sum(weights(s)); yy <- s$variables$y; ss <- sum(u * (yy - sum(u * yy))^2)
  add(id("linearRegression"), "linearRegression", ask(outcome = "y", predictors = c("x", "g2")),
    list(n = nrow(s$variables), fStatistic = e$statistic, df1 = e$df1, df2 = e$df2, p = e$p, sigma = sqrt(coef(svyvar(resid(m, "response"), s))[[1]]),
      rSquared = 1 - sum(u * (yy - fitted(m))^2) / ss, coefficients = terms_of(m, FALSE)), "svyglm, regTermTest", 1e-7)

  s <- part("hit", "x", "z"); m <- svyglm(hit ~ x + z, s, family = quasibinomial(), control = glm.control(1e-14, 50)); e <- f_of(regTermTest(m, ~x + z))
  add(id("logisticRegression"), "logisticRegression", ask(outcome = "hit", predictors = c("x", "z")),
    list(n = nrow(s$variables), mcFadden = 1 - m$deviance / m$null.deviance, wald = e, coefficients = terms_of(m, TRUE)),
    "svyglm(family = quasibinomial), regTermTest", 1e-6)

  # categories: g3 in its order, and without
  s <- part("g3", "x", "z"); s <- update(s, part = factor(g3)); v <- s$variables; w <- weights(s); df <- degf(s) - 2
  # svyolr takes the curvature by differences, good to 1e-4: clm has it exactly, the scores are those of svyolr
  u <- w / mean(w); y <- as.integer(v$part); L <- nlevels(v$part); X <- as.matrix(v[, c("x", "z")])
  m <- ordinal::clm(part ~ x + z, data = v, weights = u, control = ordinal::clm.control(gradTol = 1e-12, maxIter = 500))
  cut <- c(-Inf, coef(m)[1:(L - 1)], Inf); eta <- c(X %*% coef(m)[-(1:(L - 1))]); up <- dlogis(cut[y + 1] - eta); lo <- dlogis(cut[y] - eta)
  pr <- plogis(cut[y + 1] - eta) - plogis(cut[y] - eta); K <- col(matrix(0, length(y), L - 1))
  scores <- u * cbind((K == y) * up - (K == y - 1) * lo, (lo - up) * X) / pr
  V <- survey:::svyrecvar(scores %*% solve(m$Hessian), s$cluster, s$strata, s$fpc); o <- svyolr(part ~ x + z, s, control = list(reltol = 1e-16, maxit = 5000))
  stopifnot(all.equal(unname(sqrt(diag(vcov(o)))), unname(sqrt(diag(V))[c(L + 0:1, 1:(L - 1))]), tolerance = 1e-3))
  B <- unname(coef(m)); se <- unname(sqrt(diag(V))); k <- L + 0:1; e <- list(statistic = c(B[k] %*% solve(V[k, k], B[k])) / 2, df1 = 2, df2 = df)
  e$p <- pf(e$statistic, 2, df, lower.tail = FALSE)
  add(id("ordinalRegression"), "ordinalRegression", ask(outcome = "g3", predictors = c("x", "z")),
    list(n = nrow(v), weightedN = sum(w), wald = e, thresholds = I(B[1:(L - 1)]), thresholdErrors = I(se[1:(L - 1)]),
      coefficients = lapply(k, function(i) list(estimate = B[i], se = se[i], z = B[i] / se[i], p = 2 * pt(-abs(B[i] / se[i]), df),
        ciLow = exp(B[i] - qt(.975, df) * se[i]), ciHigh = exp(B[i] + qt(.975, df) * se[i])))), "clm with weights, scores as svyolr, svyrecvar; t on degf less slopes", 1e-7)

  m <- nnet::multinom(part ~ x + z, v, weights = u, trace = FALSE, reltol = 1e-16, abstol = 1e-16, maxit = 1e5, Hess = TRUE)
  X <- model.matrix(~x + z, v); P <- fitted(m); Y <- model.matrix(~part - 1, v)
  scores <- do.call(cbind, lapply(2:L, function(k) u * (Y[, k] - P[, k]) * X)); H <- solve(m$Hessian)
  V <- survey:::svyrecvar(scores %*% H, s$cluster, s$strata, s$fpc); B <- c(t(coef(m))); se <- sqrt(diag(V)); k <- (seq_along(B) - 1) %% 3 > 0
  e <- list(statistic = c(B[k] %*% solve(V[k, k], B[k])) / sum(k), df1 = sum(k), df2 = df); e$p <- pf(e$statistic, e$df1, df, lower.tail = FALSE)
  empty <- sum(u * log((colSums(u * Y) / sum(u))[v$part]))
  add(id("multinomialRegression"), "multinomialRegression", ask(outcome = "g3", predictors = c("x", "z")),
    list(n = nrow(v), weightedN = sum(w), mcFadden = 1 - (-m$deviance / 2) / empty, wald = e, coefficients = lapply(seq_along(B), function(i)
      list(estimate = B[i], se = se[[i]], z = B[i] / se[[i]], p = 2 * pt(-abs(B[i] / se[[i]]), df)))), "multinom with weights, errors by svyrecvar", 1e-6)
}
# pairs without a weight
pw <- function(method) { e <- d[complete.cases(d[, c("y", "g3")]), ]; t <- pairwise.t.test(e$y, e$g3, p.adjust.method = method)$p.value
  k <- 4; out <- list(); for (lo in 1:(k - 1)) for (hi in (lo + 1):k) out[[length(out) + 1]] <- list(a = as.character(hi), b = as.character(lo), p = t[hi - 1, lo]); out }
add("anova/lsd", "anova", list(variable = "y", by = "g3", postHoc = "lsd"), list(postHoc = pw("none")), "pairwise.t.test(p.adjust.method = 'none')")
add("anova/bonferroni", "anova", list(variable = "y", by = "g3", postHoc = "bonferroni"), list(postHoc = pw("bonferroni")), "pairwise.t.test(p.adjust.method = 'bonferroni')")
writeLines(paste0("[\n", paste(cases, collapse = ",\n"), "\n]"), "cases.json")

# Fits random data sets with R's survival (and cmprsk, glmnet, ranger where they are installed) and compares with our estimates on the same rows:
#
#     sh benchmarks/peers/random_survival.sh 200
#
# Prints, for each quantity, in how many sets it was compared, how many numbers, the largest relative difference, and whether it lies within the
# tolerance. Differences are relative to the number itself or to a thousandth of the largest one of its vector, whichever is more. A number that one
# side has and the other has not counts as a difference. Ends with status 1 if anything differs.
library(survival)
options(warn = 1)

folder <- commandArgs(trailingOnly = TRUE)[1]
sets <- read.csv(file.path(folder, "sets.csv"), stringsAsFactors = FALSE)
ours <- read.csv(file.path(folder, "theriac.csv"), colClasses = c("integer", "character", "integer", "numeric"))
ours <- lapply(split(ours, ours$set), function(set) lapply(split(set, set$quantity), function(q) q$value[order(q$position)]))
installed <- function(package) requireNamespace(package, quietly = TRUE)

outcome <- list()

# Compares one quantity of one set.
compare <- function(set, quantity, theirs, tolerance) {
  own <- ours[[as.character(set)]][[quantity]]
  theirs <- as.numeric(theirs)
  if (is.null(own)) stop("Theriac has no ", quantity, " of set ", set)
  known <- outcome[[quantity]]
  if (is.null(known)) known <- list(sets = 0, numbers = 0, difference = 0, missing = 0, tolerance = tolerance, worst = NA, done = integer())
  if (length(own) != length(theirs)) {
    known$missing <- known$missing + abs(length(own) - length(theirs))
    known$worst <- set
  } else {
    absent <- is.na(own) | is.na(theirs)
    only <- xor(is.na(own), is.na(theirs))
    if (any(only)) known$worst <- set
    known$missing <- known$missing + sum(only)
    both <- !absent & !(own == theirs)
    if (any(both)) {
      finite <- theirs[is.finite(theirs)]
      scale <- pmax(abs(theirs), 1e-3 * max(abs(finite), 0), 1e-12)
      difference <- max((abs(own - theirs) / scale)[both])
      if (is.nan(difference)) difference <- Inf
      if (difference > known$difference) {
        known$difference <- difference
        known$worst <- set
      }
    }
    known$numbers <- known$numbers + sum(!absent)
  }
  known$sets <- known$sets + 1
  known$done <- c(known$done, set)
  outcome[[quantity]] <<- known
}

# A quantile with its limits. Limits are curves too, and with few rows at risk they may rise again; R then searches an unsorted vector, whose answer
# is no quantile, so that the first crossing is looked up here.
quantile_of <- function(fit, p) {
  q <- quantile(fit, p)
  for (limit in c("lower", "upper")) {
    curve <- fit[[limit]]
    known <- !is.na(curve)
    if (is.unsorted(-curve[known])) {
      q[[limit]] <- fit$time[known & curve <= 1 - p + sqrt(.Machine$double.eps)][1]
      risen <<- risen + 1
    }
  }
  c(q$quantile, q$lower, q$upper)
}
risen <- 0

curves <- function(set, d, s, w) {
  fit <- survfit(s ~ 1, weights = w, robust = FALSE)
  at <- fit$n.event > 0
  compare(set, "km:risk", fit$n.risk[at], 1e-8)
  compare(set, "km:survival", fit$surv[at], 1e-8)
  compare(set, "km:error", (fit$surv * fit$std.err)[at], 1e-8)
  types <- c(plain = "plain", log = "log", log_log = "log-log", logit = "logit", arcsine = "arcsin")
  for (type in names(types)) {
    with <- survfit(s ~ 1, weights = w, robust = FALSE, conf.type = types[[type]])
    compare(set, paste("km:lower", type), with$lower[at], 1e-8)
    compare(set, paste("km:upper", type), with$upper[at], 1e-8)
  }
  ninety <- survfit(s ~ 1, weights = w, robust = FALSE, conf.int = 0.9)
  compare(set, "km:lower log 90 %", ninety$lower[at], 1e-8)
  compare(set, "km:upper log 90 %", ninety$upper[at], 1e-8)
  compare(set, "km:quantile 0.5 90 %", quantile_of(ninety, 0.5), 1e-8)
  for (p in c(0.25, 0.5, 0.75)) compare(set, paste("km:quantile", p), quantile_of(fit, p), 1e-8)
  reversed <- s
  reversed[, "status"] <- 1 - reversed[, "status"]
  compare(set, "km:follow-up", quantile_of(survfit(reversed ~ 1, weights = w, robust = FALSE), 0.5), 1e-8)
  later <- summary(survfit(s ~ 1, weights = w, robust = FALSE, start.time = 2), times = 4, extend = TRUE)
  beyond <- max(d$time) < 4 && later$surv > 0
  compare(set, "km:from 2", if (beyond) c(NA, NA) else c(later$surv, later$std.err), 1e-8)
  compare(set, "na:hazard", fit$cumhaz[at], 1e-8)
  compare(set, "na:error", fit$std.chaz[at], 1e-8)
  if (is.null(w)) {
    corrected <- survfit(s ~ 1, ctype = 2)
    compare(set, "fh:hazard", corrected$cumhaz[at], 1e-8)
    compare(set, "fh:error", corrected$std.chaz[at], 1e-8)
  }
  mean <- survival:::survmean(fit, rmean = 5)$matrix
  compare(set, "rmst:mean", mean[grep("^\\*?rmean", names(mean))], 1e-8)
  compare(set, "rmst:error", mean[grep("se\\(rmean", names(mean))], 1e-8)
}

tests <- function(set, d, s) {
  for (rho in c(0, 0.5, 1)) {
    name <- if (rho == 0.5) "0.5" else paste0(rho, ".0")
    test <- survdiff(s ~ group, data = d, rho = rho)
    compare(set, paste("logrank:statistic", name), test$chisq, 1e-8)
    compare(set, paste("logrank:expected", name), test$exp, 1e-8)
    compare(set, paste("logrank:variance", name), t(test$var), 1e-8)
    compare(set, paste("logrank:stratified", name), survdiff(s ~ group + strata(stratum), data = d, rho = rho)$chisq, 1e-8)
  }
}

incidences <- function(set, d, trait, w) {
  state <- factor(d$cause, 0:2)
  # a subject's rows share an id
  d$id <- if (trait$episodes) d$cluster else seq_len(nrow(d))
  s <- if (trait$delayed) Surv(d$entry, d$time, state) else Surv(d$time, state)
  fit <- survfit(s ~ 1, data = d, weights = w, id = id, influence = TRUE)
  at <- sort(unique(d$time[d$time <= 8]))
  each <- summary(fit, times = at, extend = TRUE)
  # R leaves clusters of subjects out here, so that the influences are added within them
  weight <- if (is.null(w)) rep(1, nrow(d)) else w
  influence <- fit$influence.pstate
  before <- dim(influence)[2] - length(fit$time)
  error <- sapply(c(3, 6), function(t) {
    k <- sum(fit$time <= t) + before
    if (k == 0) return(c(0, 0, 0))
    if (trait$episodes) sqrt(colSums((weight[!duplicated(d$id)] * influence[, k, ])^2)) else
      sqrt(colSums(rowsum(weight * influence[, k, ], d$cluster)^2))
  })
  for (cause in 1:2) {
    compare(set, paste("aj:incidence", cause), each$pstate[, cause + 1], 1e-8)
    compare(set, paste("aj:jackknife", cause), error[cause + 1, ], 1e-8)
    if (!trait$episodes) compare(set, paste("aj:jackknife of rows", cause), each$std.err[, cause + 1], 1e-8)
  }
}

told <- function(set, name, coefficients, variance, likelihood, tolerance) {
  compare(set, paste0(name, ":coefficients"), coefficients, tolerance)
  compare(set, paste0(name, ":variance"), variance, tolerance)
  compare(set, paste0(name, ":log-likelihood"), likelihood, 1e-8)
}

infinite <- 0
too_many <- 0

# The subdistribution hazard as a Cox regression on expanded rows.
fine_gray <- function(set, d, trait) {
  d$state <- factor(d$cause, 0:2)
  d$g <- factor(d$group)
  d$row <- seq_len(nrow(d))
  tight <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 50)
  outcome <- if (trait$delayed) "Surv(entry, time, state)" else "Surv(time, state)"
  for (groups in c("", " + strata(stratum)")) {
    # constant strata are none
    terms <- as.formula(paste(outcome, "~ x1 + x2 + x3 + g + row", if (trait$strata > 1) groups))
    expanded <- finegray(terms, data = d, id = row, etype = "1")
    if (!all(is.finite(expanded$fgwt))) {
      infinite <<- infinite + 1
      next
    }
    # finegray leaves out times at which a stratum has no event, so that the fit must have the same strata
    expanded$stratum <- if (groups == "") 0 else d$stratum[expanded$row]
    model <- Surv(fgstart, fgstop, fgstatus) ~ x1 + x2 + x3 + g + strata(stratum)
    fit <- coxph(model, data = expanded, weights = fgwt, cluster = row, control = tight)
    told(set, if (groups == "") "fine-gray" else "fine-gray by stratum", coef(fit), fit$var, fit$loglik, 1e-6)
  }
}

# Several rows of a subject: finegray follows them by id.
fine_gray_histories <- function(set, d) {
  d$state <- factor(d$cause, 0:2)
  d$g <- factor(d$group)
  expanded <- finegray(Surv(entry, time, state) ~ x1 + x2 + x3 + g + cluster, data = d, id = cluster, etype = "1")
  if (!all(is.finite(expanded$fgwt))) {
    infinite <<- infinite + 1
    return()
  }
  tight <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 50)
  model <- Surv(fgstart, fgstop, fgstatus) ~ x1 + x2 + x3 + g
  fit <- coxph(model, data = expanded, weights = fgwt, cluster = cluster, control = tight)
  told(set, "fine-gray of histories", coef(fit), fit$var, fit$loglik, 1e-6)
}

recurrent <- function(set, d, w) {
  d$g <- factor(d$group)
  mean <- survfit(Surv(entry, time, again) ~ 1, data = d, weights = w, id = cluster)
  last <- function(values, t) c(0, values)[1 + findInterval(t, mean$time)]
  at <- c(3, 6)
  known <- at <= max(d$time)
  compare(set, "mcf:mean", ifelse(known, last(mean$cumhaz, at), NA), 1e-8)
  compare(set, "mcf:error", ifelse(known, last(mean$std.chaz, at), NA), 1e-8)
  test <- coxph(Surv(entry, time, again) ~ g, data = d, weights = w, cluster = cluster, ties = "breslow")
  compare(set, "mcf:test", test$rscore, 1e-6)
  tight <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 50)
  fit <- coxph(Surv(entry, time, again) ~ x1 + x2 + x3 + g, data = d, weights = w, cluster = cluster, control = tight)
  told(set, "andersen-gill", coef(fit), fit$var, fit$loglik, 1e-6)
}

# With entry times R lists the subsets of each risk set that are as large as the number of its events.
subsets <- function(d) {
  sum(sapply(split(d, d$stratum), function(rows) {
    ties <- table(rows$time[rows$cause > 0])
    sum(choose(sapply(as.numeric(names(ties)), function(t) sum(rows$entry < t & rows$time >= t)), ties))
  }))
}

exact <- function(set, d, s) {
  if (attr(s, "type") == "counting" && subsets(d) > 1e7) {
    too_many <<- too_many + 1
    for (what in c("coefficients", "errors", "log-likelihood", "score test")) ours[[as.character(set)]][[paste0("exact:", what)]] <<- NULL
    return()
  }
  tight <- coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 50)
  fit <- coxph(s ~ x1 + x2 + x3 + factor(group) + strata(stratum), data = d, ties = "exact", control = tight)
  compare(set, "exact:coefficients", coef(fit), 1e-6)
  compare(set, "exact:errors", sqrt(diag(fit$var)), 1e-6)
  compare(set, "exact:log-likelihood", fit$loglik, 1e-8)
  compare(set, "exact:score test", fit$score, 1e-6)
}

gray_and_crr <- function(set, d) {
  points <- cmprsk::timepoints(cmprsk::cuminc(d$time, d$cause), c(3, 6))
  plain <- cmprsk::cuminc(d$time, d$cause, d$group)$Tests
  stratified <- cmprsk::cuminc(d$time, d$cause, d$group, d$stratum, rho = 1)$Tests
  for (cause in 1:2) {
    compare(set, paste("cuminc:incidence", cause), points$est[cause, ], 1e-8)
    compare(set, paste("cuminc:error", cause), sqrt(points$var[cause, ]), 1e-8)
    compare(set, paste("gray:statistic", cause), plain[cause, "stat"], 1e-8)
    compare(set, paste("gray:stratified", cause), stratified[cause, "stat"], 1e-8)
  }
  x <- model.matrix(~ x1 + x2 + x3 + factor(group), d)[, -1]
  crr <- function(...) cmprsk::crr(d$time, d$cause, x, gtol = 1e-12, maxiter = 50, ...)
  plain <- crr()
  told(set, "crr", plain$coef, plain$var, c(plain$loglik.null, plain$loglik), 1e-6)
  grouped <- crr(cengroup = d$stratum)
  compare(set, "crr by stratum:coefficients", grouped$coef, 1e-6)
  # crr takes another variance of several censoring curves; leaving out one row after the other does not tell which of the two is nearer
  compare(set, "crr by stratum:errors", sqrt(diag(grouped$var)), 2e-2)
}

by_time <- function(residuals) t(rowsum(as.matrix(residuals), as.numeric(rownames(as.matrix(residuals)))))

cox <- function(set, d, s, w, trait, ties) {
  name <- function(what) paste0(ties, ":", what)
  d$g <- factor(d$group)
  terms <- if (trait$strata > 1) s ~ x1 + x2 + x3 + g + strata(stratum) else s ~ x1 + x2 + x3 + g
  tight <- coxph.control(eps = 1e-12, toler.chol = 1e-13, toler.inf = 1e-6, iter.max = 50)
  id <- if (trait$clusters) d$cluster else seq_len(nrow(d))
  fit <- coxph(terms, data = d, weights = w, ties = ties, cluster = id, control = tight)
  compare(set, name("coefficients"), coef(fit), 1e-6)
  compare(set, name("model variance"), fit$naive.var, 1e-6)
  compare(set, name("robust variance"), fit$var, 1e-6)
  compare(set, name("log-likelihood"), fit$loglik, 1e-8)
  compare(set, name("score test"), fit$score, 1e-6)
  compare(set, name("wald test"), fit$wald.test, 1e-6)
  plain <- coxph(terms, data = d, weights = w, ties = ties, control = tight)
  risk <- predict(plain, type = "lp", reference = "sample")
  c_index <- concordance(if (trait$strata > 1) s ~ risk + strata(stratum) else s ~ risk, data = d, weights = w, reverse = TRUE)
  compare(set, name("concordance"), c(c_index$concordance, sqrt(c_index$var)), 1e-8)
  compare(set, name("martingale"), residuals(fit, "martingale"), 1e-6)
  compare(set, name("deviance"), residuals(fit, "deviance"), 1e-6)
  compare(set, name("score residuals"), t(residuals(fit, "score")), 1e-6)
  compare(set, name("dfbeta"), t(residuals(fit, "dfbeta")), 1e-6)
  compare(set, name("schoenfeld"), by_time(residuals(fit, "schoenfeld")), 1e-6)
  compare(set, name("scaled schoenfeld"), by_time(residuals(fit, "scaledsch")), 1e-6)
  for (transform in c("km", "identity", "log", "rank")) {
    compare(set, name(paste("zph", transform)), cox.zph(fit, transform, terms = TRUE)$table[, 1], 1e-6)
  }
  if (trait$strata == 1) {
    person <- data.frame(x1 = 0.5, x2 = 2, x3 = 1, g = factor(2, levels(d$g)))
    curve <- summary(survfit(plain, newdata = person), times = c(1, 2, 4, 8), extend = TRUE)
    compare(set, name("curve"), curve$surv, 1e-6)
  }
}

discrimination <- function(set, d, s, w, trait) {
  d$risk <- nearest(4 * d$x1) / 4
  harrell <- concordance(s ~ risk + strata(stratum), data = d, weights = w, reverse = TRUE)
  count <- if (is.matrix(harrell$count)) colSums(harrell$count) else harrell$count
  compare(set, "harrell:pairs", count, 1e-8)
  compare(set, "harrell:concordance", harrell$concordance, 1e-8)
  compare(set, "harrell:error", sqrt(harrell$var), 1e-8)
  if (!trait$delayed) {
    uno <- concordance(s ~ risk, data = d, weights = w, reverse = TRUE, timewt = "n/G2")
    compare(set, "uno:concordance", uno$concordance, 1e-8)
    compare(set, "uno:error", sqrt(uno$var), 1e-8)
  }
}

# To the nearest whole number, halves to the even one, as IEEE 754 and Java have it.
nearest <- function(v) {
  down <- floor(v)
  rest <- v - down
  down + (rest > 0.5 | (rest == 0.5 & down %% 2 == 1))
}

laws <- c("exponential", "weibull", "lognormal", "loglogistic")

# log S and log f at standardised log times, for likelihoods that survreg does not know.
log_survival <- list(
  weibull = function(z) -exp(z),
  lognormal = function(z) pnorm(z, lower.tail = FALSE, log.p = TRUE),
  loglogistic = function(z) -log1p(exp(z))
)
log_density <- list(
  weibull = function(z) z - exp(z),
  lognormal = function(z) dnorm(z, log = TRUE),
  loglogistic = function(z) z - 2 * log1p(exp(z))
)

accelerated <- function(set, d, w, trait, law) {
  tight <- survreg.control(rel.tolerance = 1e-13, maxiter = 200)
  told <- function(name, fit) {
    compare(set, paste0(law, ":", name, "coefficients"), coef(fit), 1e-6)
    compare(set, paste0(law, ":", name, "errors"), sqrt(diag(fit$var))[1:6], 1e-6)
    compare(set, paste0(law, ":", name, "scale"), fit$scale, 1e-6)
    compare(set, paste0(law, ":", name, "log-likelihood"), fit$loglik[2], 1e-8)
  }
  fit <- function(formula) survreg(formula, data = d, weights = w, dist = law, control = tight)
  d$g <- factor(d$group)
  d$s <- Surv(d$time, d$cause > 0)
  if (!trait$delayed) {
    told("", fit(s ~ x1 + x2 + x3 + g))
    if (law != "exponential" && trait$strata > 1) told("scales ", fit(s ~ x1 + x2 + x3 + g + strata(stratum)))
  } else {
    truncated(set, d, w, law)
  }
  d$s <- Surv(ifelse(d$lower == 0, NA, d$lower), ifelse(is.infinite(d$upper), NA, d$upper), type = "interval2")
  told("interval ", fit(s ~ x1 + x2 + x3 + g))
}

# Delayed entry: the likelihood written down, evaluated and climbed from our estimates.
truncated <- function(set, d, w, law) {
  own <- ours[[as.character(set)]]
  base <- if (law == "exponential") "weibull" else law
  x <- model.matrix(~ x1 + x2 + x3 + g, d)
  weight <- if (is.null(w)) rep(1, nrow(d)) else w
  event <- d$cause > 0
  likelihood <- function(theta) {
    sigma <- if (law == "exponential") 1 else exp(theta[7])
    z <- function(t) (log(t) - drop(x %*% theta[1:6])) / sigma
    at <- z(d$time)
    entered <- d$entry > 0
    before <- rep(0, nrow(d))
    before[entered] <- log_survival[[base]](z(pmax(d$entry, 1e-300)))[entered]
    sum(weight * (ifelse(event, log_density[[base]](at) - log(sigma) - log(d$time), log_survival[[base]](at)) - before))
  }
  theta <- own[[paste0(law, ":coefficients")]]
  if (law != "exponential") theta <- c(theta, log(own[[paste0(law, ":scale")]]))
  climbed <- optim(theta, likelihood, method = "BFGS", control = list(fnscale = -1, reltol = 1e-15, maxit = 500))
  compare(set, paste0(law, ":log-likelihood"), likelihood(theta), 1e-8)
  check <- paste0(law, ":climbed log-likelihood")
  ours[[as.character(set)]][[check]] <<- own[[paste0(law, ":log-likelihood")]]
  compare(set, check, climbed$value, 1e-8)
  variance <- solve(-optimHess(climbed$par, likelihood))
  # the second derivatives are finite differences
  check <- paste0(law, ":errors by differences")
  ours[[as.character(set)]][[check]] <<- own[[paste0(law, ":errors")]]
  compare(set, check, sqrt(diag(variance))[1:6], 1e-3)
}

# Times in thousands: glmnet 4.1-6 moves censored rows after tied events by 2.2e-14, which is lost in larger numbers.
elastic_net <- function(set, d, w) {
  x <- model.matrix(~ x1 + x2 + x3 + factor(group), d)[, -1]
  s <- Surv(d$time / 1000, d$cause > 0)
  weight <- if (is.null(w)) rep(1, nrow(d)) else w
  for (alpha in c("1.0", "0.5")) {
    lambdas <- ours[[as.character(set)]][[paste("elastic net:lambdas", alpha)]]
    share <- c(1, 0.5, 0.2, 0.05, 0.01)
    fit <- function(...) glmnet::glmnet(x, s, "cox", alpha = as.numeric(alpha), weights = weight, thresh = 1e-16, maxit = 1e7, ...)
    compare(set, paste("elastic net:lambdas", alpha), fit(nlambda = 3)$lambda[1] * share, 1e-6)
    path <- as.matrix(coef(fit(lambda = lambdas)))
    for (k in 2:5) compare(set, paste("elastic net:coefficients", alpha, share[k]), path[, k], 1e-5)
  }
}

# Other random numbers, so that only the distribution over the sets can agree. Harrell's concordance of ranger's out-of-bag hazards: its own
# prediction.error treats tied times in another way.
forests <- matrix(nrow = 0, ncol = 2)
forest <- function(set, d) {
  x <- data.frame(model.matrix(~ x1 + x2 + x3 + factor(group), d)[, -1])
  names(x) <- paste0("v", 1:5)
  s <- Surv(d$time, d$cause > 0)
  grown <- ranger::ranger(x = x, y = s, num.trees = 300, mtry = 3, min.node.size = 3, seed = set, num.threads = 1)
  theirs <- concordance(s ~ rowSums(grown$chf), reverse = TRUE)$concordance
  forests <<- rbind(forests, c(ours[[as.character(set)]][["forest:out-of-bag concordance"]], theirs))
}

for (k in seq_len(nrow(sets))) {
  trait <- sets[k, ]
  for (flag in c("delayed", "episodes", "clusters")) trait[[flag]] <- trait[[flag]] == "true"
  set <- trait$set
  d <- read.csv(file.path(folder, paste0("set_", set, ".csv")))
  w <- if (trait$weights == "NONE") NULL else d$weight
  s <- if (trait$delayed) Surv(d$entry, d$time, d$cause > 0) else Surv(d$time, d$cause > 0)
  curves(set, d, s, w)
  if (!trait$delayed && is.null(w)) tests(set, d, s)
  incidences(set, d, trait, w)
  if (is.null(w) && !trait$episodes) fine_gray(set, d, trait)
  if (is.null(w) && trait$episodes) fine_gray_histories(set, d)
  if (trait$episodes) recurrent(set, d, w)
  if (is.null(w)) exact(set, d, s)
  if (is.null(w) && !trait$delayed && installed("cmprsk")) gray_and_crr(set, d)
  if (!trait$delayed && installed("glmnet")) elastic_net(set, d, w)
  if (!trait$delayed && is.null(w) && installed("ranger")) forest(set, d)
  for (ties in c("breslow", "efron")) cox(set, d, s, w, trait, ties)
  discrimination(set, d, s, w, trait)
  for (law in laws) accelerated(set, d, w, trait, law)
}

cat(R.version.string, "survival", as.character(packageVersion("survival")))
for (package in c("cmprsk", "glmnet", "ranger")) if (installed(package)) cat("", package, as.character(packageVersion(package)))
cat(";", nrow(sets), "data sets\n")
cat(sprintf("%-36s %5s %8s %12s %8s %10s  %s\n", "quantity", "sets", "numbers", "difference", "missing", "tolerance", "verdict"))
differs <- 0
for (quantity in sort(names(outcome), method = "radix")) {
  q <- outcome[[quantity]]
  fine <- q$difference <= q$tolerance && q$missing == 0
  differs <- differs + !fine
  cat(sprintf(
    "%-36s %5d %8d %12.2e %8d %10.0e  %s\n", quantity, q$sets, q$numbers, q$difference, q$missing, q$tolerance,
    if (fine) "same" else paste0("DIFFERS (set ", q$worst, ")")
  ))
}
if (risen > 0) cat(risen, "limits of quantiles from curves that rise again: first crossing instead of R's search\n")
if (too_many > 0) cat(too_many, "sets without R's exact ties: it would list more than ten million subsets\n")
if (infinite > 0) cat(infinite, "regressions of Fine and Gray without R's answer: finegray gives weights that are no numbers\n")
left <- setdiff(unique(unlist(lapply(ours, names))), c(names(outcome), "forest:out-of-bag concordance"))
if (length(left) > 0) cat("not compared:", paste(left, collapse = ", "), "\n")
if (nrow(forests) > 0) {
  difference <- forests[, 1] - forests[, 2]
  error <- sd(difference) / sqrt(nrow(forests))
  alike <- abs(mean(difference)) <= 3 * error
  differs <- differs + !alike
  cat(sprintf(
    "forest: out-of-bag concordance of %d sets, mean %.4f, ranger %.4f, paired difference %.4f (se %.4f)  %s\n", nrow(forests),
    mean(forests[, 1]), mean(forests[, 2]), mean(difference), error, if (alike) "alike" else "DIFFERS"
  ))
}
cat(length(outcome), "quantities,", sum(sapply(outcome, function(q) q$numbers)), "numbers,", differs, "beyond tolerance\n")
quit(status = if (differs > 0) 1 else 0)

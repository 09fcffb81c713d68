# The toxicity and efficacy posteriors of the two-drug design, by JAGS (Debian and Ubuntu: apt install jags r-cran-rjags).
#   Rscript benchmarks/peers/ewoc_jags.R [draws of each of four chains]
library(rjags)

draws <- as.integer(c(commandArgs(TRUE), "50000")[1])
target <- qnorm(1 / 3)

run <- function(text, data, parameters) {
  started <- proc.time()[3]
  model <- jags.model(textConnection(text), data = data, n.chains = 4, n.adapt = 5000, quiet = TRUE,
                      inits = lapply(1:4, function(seed) list(.RNG.name = "base::Mersenne-Twister", .RNG.seed = seed)))
  chains <- coda.samples(model, parameters, draws, progress.bar = "none")
  list(draws = as.data.frame(do.call(rbind, chains)), effective = coda::effectiveSize(chains),
       seconds = proc.time()[3] - started)
}

toxicity <- "model {
  for (i in 1:n) { z[i] ~ dbern(p[i]); probit(p[i]) <- a0 + a1 * x[i] + a2 * y[i] + a3 * x[i] * y[i] }
  a0 <- probit(rho00); a1 <- probit(rho10) - a0; a2 <- probit(rho01) - a0
  rho01 ~ dunif(0, 1); rho10 ~ dunif(0, 1); u ~ dunif(0, 1); rho00 <- u * min(rho01, rho10)
  a3 ~ dgamma(0.1, 0.1)
}"

sets <- list(
  A = list(x = c(0, 0), y = c(0, 0), z = c(0, 0), alpha = .40, at = c(x = 0, y = 0)),
  B = list(x = c(0, 0), y = c(0, 0), z = c(1, 0), alpha = .40, at = c(x = 0, y = 0)),
  C = list(x = c(0, 0, 0, .2), y = c(0, 0, .2, 0), z = c(0, 0, 0, 0), alpha = .45, at = c(x = .2, y = .2)),
  D = list(x = c(0, 0, 0, .2, .2, .2), y = c(0, 0, .2, 0, .2, .2), z = c(0, 0, 0, 1, 0, 1), alpha = .50, at = c(x = .2, y = .2)))

# In A, B and C no patient received both drugs: the interaction keeps its prior, which tells whether a chain explores it.
cat(sprintf("P(interaction > 1) by the prior: %.4f\n", 1 - pgamma(1, .1, .1)))
cat("set  x|y    y|x    P(unsafe)  mean rho00 rho10 rho01   P(a3>1)  seconds\n")
for (name in names(sets)) {
  s <- sets[[name]]
  fit <- run(toxicity, list(n = length(s$x), x = s$x, y = s$y, z = s$z), c("a0", "a1", "a2", "a3", "rho00", "rho10", "rho01"))
  d <- fit$draws
  onX <- (target - d$a0 - d$a2 * s$at["y"]) / (d$a1 + d$a3 * s$at["y"])
  onY <- (target - d$a0 - d$a1 * s$at["x"]) / (d$a2 + d$a3 * s$at["x"])
  cat(sprintf("%s    %.3f  %.3f  %.4f     %.4f %.4f %.4f    %.4f   %.1f\n", name,
              quantile(onX[onX > -10 / 15], s$alpha), quantile(onY[onY > -1], s$alpha),
              mean(d$rho00 > 1 / 3 + .1), mean(d$rho00), mean(d$rho10), mean(d$rho01), mean(d$a3 > 1), fit$seconds))
}

efficacy <- "model {
  for (i in 1:n) {
    e[i] ~ dbern(p[i])
    probit(p[i]) <- b0 + b1 * x[i] + b2 * y[i] + b3 * x[i] * y[i] + b4 * pow(x[i], 2) + b5 * pow(y[i], 2)
  }
  b0 ~ dnorm(0, 0.01); b4 ~ dnorm(0, 0.01); b5 ~ dnorm(0, 0.01)
  b1 ~ dgamma(0.1, 0.1); b2 ~ dgamma(0.1, 0.1); b3 ~ dgamma(0.1, 0.1)
}"
x <- c(0, 0, 0, 0.2, 0.2, 0.4, 0.7, 0.3, 1, 0.9, 0.5, 0.1)
y <- c(0, 0, 0.2, 0, 0.4, 0.2, 0.5, 0.9, 0.1, 0.2, 0.6, 1)
e <- c(0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1)
names <- paste0("b", 0:5)
fit <- run(efficacy, list(n = 12, x = x, y = y, e = e), names)
d <- fit$draws
cat("\nP(response): 10 %, 50 %, 90 % quantiles; P(> 0.15)\n")
for (at in list(c(0, 0), c(.5, .5), c(1, .1), c(.2, .9))) {
  p <- pnorm(d$b0 + d$b1 * at[1] + d$b2 * at[2] + d$b3 * at[1] * at[2] + d$b4 * at[1]^2 + d$b5 * at[2]^2)
  cat(sprintf("(%.1f, %.1f)  %.4f %.4f %.4f   %.4f\n", at[1], at[2], quantile(p, .1), quantile(p, .5), quantile(p, .9), mean(p > .15)))
}
cat(sprintf("least effective number of draws %.0f of %d, %.1f seconds\n", min(fit$effective), nrow(d), fit$seconds))

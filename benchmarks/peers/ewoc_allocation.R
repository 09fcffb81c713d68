# Posterior medians of the two-drug design by JAGS, as its published program computes them: one chain, 5,000 draws to adapt, 2,500 kept.
# The other half is org.theriac.benchmarks.EwocAllocation; how to run both: benchmarks/README.md.
#   Rscript benchmarks/peers/ewoc_allocation.R PATIENTS.csv MEDIANS.csv [draws to adapt, draws kept]
library(rjags)
arguments <- commandArgs(TRUE)
adapt <- if (length(arguments) > 2) as.integer(arguments[3]) else 5000
kept <- if (length(arguments) > 3) as.integer(arguments[4]) else 2500

model <- "model {
  for (i in 1:n) {
    z[i] ~ dbern(t[i]); probit(t[i]) <- a0 + a1 * x[i] + a2 * y[i] + a3 * x[i] * y[i]
    e[i] ~ dbern(r[i]); probit(r[i]) <- b0 + b1 * x[i] + b2 * y[i] + b3 * x[i] * y[i] + b4 * pow(x[i], 2) + b5 * pow(y[i], 2)
  }
  a0 <- probit(rho00); a1 <- probit(rho10) - a0; a2 <- probit(rho01) - a0
  rho01 ~ dbeta(1, 1); rho10 ~ dbeta(1, 1); u ~ dbeta(1, 1); rho00 <- u * min(rho01, rho10)
  a3 ~ dgamma(0.1, 0.1)
  b0 ~ dnorm(0, 0.01); b4 ~ dnorm(0, 0.01); b5 ~ dnorm(0, 0.01)
  b1 ~ dgamma(0.1, 0.1); b2 ~ dgamma(0.1, 0.1); b3 ~ dgamma(0.1, 0.1)
}"
parameters <- c("rho00", "rho10", "rho01", "a3", paste0("b", 0:5))

states <- read.csv(arguments[1])
states$key <- paste(states$scenario, states$trial, states$patients, sep = ",")
out <- file(arguments[2], "w")
writeLines(paste(c("scenario,trial,patients", parameters), collapse = ","), out)
for (key in unique(states$key)) {
  s <- states[states$key == key, ]
  fit <- jags.model(textConnection(model), data = list(n = nrow(s), x = s$x, y = s$y, z = s$z, e = s$e), n.chains = 1, n.adapt = adapt, quiet = TRUE)
  draws <- as.matrix(coda.samples(fit, parameters, kept, progress.bar = "none"))
  writeLines(paste(c(key, format(apply(draws[, parameters], 2, median), digits = 15, trim = TRUE)), collapse = ","), out)
  flush(out)
}
close(out)

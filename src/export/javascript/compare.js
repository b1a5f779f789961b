const difference = golden.logits.reduce(
  (largest, logit, index) => Math.max(largest, Math.abs(logit - found[index])),
  0,
)
const right = found.length === golden.logits.length && difference <= golden.tolerance
console.log(
  `largest difference of logits ${difference.toExponential(1)} (at most ${golden.tolerance})`,
)
process.exitCode = right ? 0 : 1

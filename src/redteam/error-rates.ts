/**
 * Share of wrong verdicts of the stages that judge by wording, on answers they were not trained on.
 *
 * Measured 2026-11-24 with `node bench/refusal.ts` (eight folds, all answers to one question in the same fold):
 * refusal: 1,221 answers of XSTest, chatgpt-refusals and PyRIT, the answer alone, partial counted as answered:
 *   accuracy 90.3 %, F1 87.5 %; a whole source left out of the training: 83.9 %
 * harm: 2,276 answers of GPTFuzzer and PyRIT, borderline left out: missed 10.8 %, false alarms 8.8 %;
 *   a whole source left out: missed 26.8 %, false alarms 7.5 %
 */
export const errorRates = {
  refusal: 0.097,
  // Settled by the refusal detector alone, so it errs as often.
  'over-refusal': 0.097,
  harm: 0.095,
  // Not measured: they depend on the operator's embedder, and on how the knowledge base is written. Assumed.
  similarity: 0.15,
  factuality: 0.05,
} as const;

/** Stages that compare with a token or count: nothing to estimate, so a flat allowance for what nobody thought of. */
const exactStageError = 0.001;

/** The error rate of a stage, for `Verdict.errorRate`. A judge's comes from its trial. */
export const errorRateOf = (stage: string): number =>
  stage in errorRates ? errorRates[stage as keyof typeof errorRates] : exactStageError;

/** One minus the error rate of a stage, for `Verdict.confidence`. */
export const confidenceOf = (stage: string): number => 1 - errorRateOf(stage);

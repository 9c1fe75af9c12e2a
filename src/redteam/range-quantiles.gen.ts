// Written by bench/quantiles.ts from 2965 calls to 11 personas, 1263 to an attacker. Do not edit.
import type { MeasuredCalls, Quantiles } from '#src/core/forecast.ts';

/** Tokens and milliseconds a call, measured once on the simulated models of the practice range. */
export const rangeQuantiles: {
  readonly on: string;
  readonly target: Omit<MeasuredCalls, 'on'>;
  readonly attacker: { readonly input: Quantiles; readonly output: Quantiles };
} = {
  "on": "practice range",
  "target": {
    "input": {
      "p10": 29,
      "p50": 138,
      "p90": 347,
      "mean": 188.3
    },
    "output": {
      "p10": 10,
      "p50": 22,
      "p90": 84,
      "mean": 37.8
    },
    "latencyMs": {
      "p10": 0.6,
      "p50": 0.8,
      "p90": 1.8,
      "mean": 1.1
    }
  },
  "attacker": {
    "input": {
      "p10": 248,
      "p50": 422,
      "p90": 732,
      "mean": 462.6
    },
    "output": {
      "p10": 25,
      "p50": 27,
      "p90": 29,
      "mean": 27.1
    }
  }
};

/** A fifth of the score scale, lowest first. */
export type ScoreStep = 1 | 2 | 3 | 4 | 5;

/** Where a score of 0 to 100 stands on the scale of five that has a colour and a shape each. */
export function scoreStep(value: number): ScoreStep {
  if (value < 20) return 1;
  if (value < 40) return 2;
  if (value < 60) return 3;
  if (value < 80) return 4;
  return 5;
}

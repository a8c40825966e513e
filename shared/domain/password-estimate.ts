// SPDX-License-Identifier: Apache-2.0
import { judgePassword, strengths, type Strength } from './password-rules.ts';

/** How many guesses a known password stands, as a power of ten; scrypt makes each of them cost the better part of a second. */
const weakBelow = 8;
const fairBelow = 10.5;

type Estimator = (password: string) => number;
let loading: Promise<Estimator> | null = null;

/** Half a megabyte of word lists comes with the first new password, not with the start. */
async function load(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (password) => {
    const { guessesLog10 } = estimator.check(password);
    // It keeps what it judged last, and so do the regular expressions: that is not to be a password (X04).
    estimator.check('nothing');
    return guessesLog10;
  };
}

/**
 * What zxcvbn's word lists, keyboard runs, dates and repeats say of a password that is long enough. Null for one with
 * characters beyond ASCII, of which it knows too little to judge.
 */
export async function estimateStrength(password: string): Promise<Extract<Strength, 'weak' | 'fair' | 'long'> | null> {
  if (/[^ -~]/.test(password)) return null;
  loading ??= load();
  const guesses = (await loading)(password);
  return guesses < weakBelow ? 'weak' : guesses < fairBelow ? 'fair' : 'long';
}

/** The weaker of what length and kinds of characters say, and what the word lists say. */
export async function passwordStrength(password: string): Promise<Strength> {
  const { strength, usable } = judgePassword(password);
  const estimate = usable ? await estimateStrength(password) : null;
  return estimate !== null && strengths.indexOf(estimate) < strengths.indexOf(strength) ? estimate : strength;
}

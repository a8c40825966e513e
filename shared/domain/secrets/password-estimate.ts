// SPDX-License-Identifier: Apache-2.0
import { judgePassword, strengths, type Strength } from './password-rules.ts';

/** log10 of guesses; scrypt makes each take most of a second. */
const weakBelow = 8;
const fairBelow = 10.5;

type Estimator = (password: string) => number;
let loading: Promise<Estimator> | null = null;

/** Lazy: half a megabyte of word lists. */
async function load(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (password) => {
    const { guessesLog10 } = estimator.check(password);
    // The estimator and its regular expressions retain the last input (X04).
    estimator.check('nothing');
    return guessesLog10;
  };
}

/** zxcvbn's verdict. Null: non-ASCII, which it can't judge. */
export async function estimateStrength(password: string): Promise<Extract<Strength, 'weak' | 'fair' | 'long'> | null> {
  if (/[^ -~]/.test(password)) return null;
  loading ??= load();
  const guesses = (await loading)(password);
  return guesses < weakBelow ? 'weak' : guesses < fairBelow ? 'fair' : 'long';
}

export async function passwordStrength(password: string): Promise<Strength> {
  const { strength, usable } = judgePassword(password);
  const estimate = usable ? await estimateStrength(password) : null;
  return estimate !== null && strengths.indexOf(estimate) < strengths.indexOf(strength) ? estimate : strength;
}

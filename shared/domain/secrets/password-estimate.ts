// SPDX-License-Identifier: Apache-2.0
import { judgePassword, strengths, type Strength } from './password-rules.ts';

/** Base-10 logarithms of the number of guesses. scrypt makes each guess take most of a second. */
const weakBelow = 8;
const fairBelow = 10.5;

type Estimator = (password: string) => number;
let loading: Promise<Estimator> | null = null;

/** Loads on demand, because the word lists take half a megabyte. */
async function load(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
  return (password) => {
    const { guessesLog10 } = estimator.check(password);
    // Overwrite the password that the estimator and its regular expressions retain.
    estimator.check('nothing');
    return guessesLog10;
  };
}

/** Returns zxcvbn's verdict, or null for non-ASCII passwords, which it can't judge. */
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

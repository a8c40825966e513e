// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface TerminalRun {
  readonly output: string;
  readonly code: number;
  /** Number of steps whose prompt never appeared. */
  readonly unsent: number;
}

/** Runs a program in a pseudo-terminal. Each step waits for a (Python) regular expression, then types its text. */
export async function inTerminal(
  argv: readonly string[],
  steps: readonly (readonly [waitFor: string, type: string])[] = [],
  environment: NodeJS.ProcessEnv = {},
): Promise<TerminalRun> {
  const { PATH, HOME, XDG_STATE_HOME } = process.env;
  // A different home simulates a different computer, with separate state (like runCli).
  const state = environment['HOME'] === undefined ? { XDG_STATE_HOME } : {};
  const env = { PATH, HOME, ...state, TERM: 'xterm', LANG: 'en_US.UTF-8', COLUMNS: '100', ...environment };
  const job = JSON.stringify({ argv, env, steps, seconds: 60 });
  const script = join(import.meta.dirname, 'in-terminal.py');
  const { stdout } = await promisify(execFile)('python3', [script, job], { maxBuffer: 64 * 1024 * 1024 });
  return JSON.parse(stdout) as TerminalRun;
}

// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface CliResult {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** stdout parsed as JSON, or null if it isn't exactly one line of JSON. */
  readonly json: CliAnswer | null;
}

export interface CliAnswer {
  readonly ok: boolean;
  // oxlint-disable-next-line typescript/no-explicit-any -- tests look at any answer
  readonly value?: any;
  readonly error?: { readonly code: string; readonly message: string; readonly details: Record<string, unknown> };
}

export interface CliOptions {
  readonly stdin?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Path of another build's CLI. */
  readonly bundle?: string;
  readonly onStart?: (pid: number) => void;
  readonly onStderr?: (text: string) => void;
}

/** The program that runs the built CLI: this Node, or the Windows one set by scripts/test/windows.mjs. */
export const commandLineNode = process.env['CERTSTEWARD_TEST_NODE'] ?? process.execPath;
export const commandLineOnWindows = commandLineNode !== process.execPath;

/** Converts a path from the CLI's answers to Linux form. Wine maps the Linux root to drive Z:. */
export const asLinux = (path: string): string =>
  commandLineOnWindows ? path.replace(/^Z:/, '').replaceAll('\\', '/') : path;

export const cliBundle = resolve(import.meta.dirname, '../../../dist/main/cli.mjs');

/** Runs the built CLI as a process, without a session bus unless the test provides one. */
export async function runCli(argv: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { PATH, HOME, XDG_STATE_HOME } = process.env;
  // A different home simulates a different computer, with separate state.
  const state = options.environment?.['HOME'] === undefined ? { XDG_STATE_HOME } : {};
  const inherited = { PATH, HOME, ...state, LANG: 'en_US.UTF-8' };
  const child = spawn(commandLineNode, [options.bundle ?? cliBundle, ...argv], {
    env: { ...inherited, ...options.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) options.onStart?.(child.pid);
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    options.onStderr?.(text);
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.stdin ?? '');
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((done, fail) => {
    child.once('error', fail);
    child.once('close', (...result) => done(result));
  });
  return { code, signal, stdout, stderr, json: oneLine(stdout) };
}

function oneLine(stdout: string): CliAnswer | null {
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== 1) return null;
  try {
    return JSON.parse(lines[0] ?? '') as CliAnswer;
  } catch {
    return null;
  }
}

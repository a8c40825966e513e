// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { SaveAnswer } from '../host.ts';

type ZenityAnswer = SaveAnswer | { readonly outcome: 'unavailable' };

export function findZenity(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string | null {
  const desktop = platform === 'linux' && (env['DISPLAY'] || env['WAYLAND_DISPLAY']);
  if (!desktop) return null;
  const folders = (env['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return folders.map((folder) => path.join(folder, 'zenity')).find((file) => existsSync(file)) ?? null;
}

/** Other users can read arguments, so pass only the file name. */
export async function saveWithZenity(
  zenity: string,
  options: { title: string; suggestedPath: string },
): Promise<ZenityAnswer> {
  const folder = path.dirname(options.suggestedPath);
  const name = `--filename=${path.basename(options.suggestedPath)}`;
  return ask(zenity, ['--file-selection', '--save', `--title=${options.title}`, name], folder);
}

export async function folderWithZenity(zenity: string, options: { title: string }): Promise<ZenityAnswer> {
  return ask(zenity, ['--file-selection', '--directory', `--title=${options.title}`], homedir());
}

async function ask(zenity: string, argv: readonly string[], folder: string): Promise<ZenityAnswer> {
  const child = spawn(zenity, [...argv], {
    cwd: existsSync(folder) ? folder : undefined,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => void output.push(chunk));
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', (exit) => resolve(exit));
    child.once('error', () => resolve(null));
  });
  return answerOf(code, Buffer.concat(output).toString('utf8'));
}

/** zenity exits with 0 and a path, or with 1 if cancelled. Otherwise, the dialog wasn't shown. */
export function answerOf(code: number | null, output: string): ZenityAnswer {
  if (code === 1) return { outcome: 'cancelled' };
  const chosen = output.replace(/\n$/, '');
  return code === 0 && path.isAbsolute(chosen)
    ? { outcome: 'chosen', path: chosen, typed: false }
    : { outcome: 'unavailable' };
}

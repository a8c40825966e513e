// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import path from 'node:path';
import type { InstalledBrowser } from './browsers-on-path.ts';
import { smallText } from './small-text.ts';

const firstWithXdg = 146;
const answerMs = 5000;

/**
 * `$XDG_DATA_HOME/pki/nssdb`, by version in the settings or from the program. Opera, Vivaldi (other numbering) and
 * unknown versions count as old.
 */
export async function readsXdgDatabase({ name, program, profile }: InstalledBrowser): Promise<boolean> {
  if (name === 'Opera' || name === 'Vivaldi') return false;
  return majorOf(smallText(path.join(profile, 'Last Version')) || (await answeredVersion(program))) >= firstWithXdg;
}

async function answeredVersion(program: string): Promise<string> {
  return await new Promise((resolve) => {
    execFile(program, ['--version'], { timeout: answerMs }, (error, stdout) => resolve(error ? '' : stdout));
  });
}

function majorOf(version: string): number {
  return Number(/(\d+)\.\d+/.exec(version)?.[1] ?? 0);
}

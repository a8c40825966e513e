// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { targetFolder } from './target-folder.ts';
import type { TokenTarget, TokenTargetKind } from './token-target.ts';
import { whatIsMissing } from './what-is-missing.ts';

const modulePath = '/usr/lib/softhsm/libsofthsm2.so';

export interface SoftHsmToken {
  readonly label: string;
  readonly pin: string;
  readonly soPin: string;
}

export const softHsmToken: SoftHsmToken = { label: 'CertSteward test', pin: '12345678', soPin: '87654321' };

/** The target describes the first of `tokens`. */
export interface SoftHsmTarget extends TokenTarget {
  readonly tokens: readonly SoftHsmToken[];
}

export function softHsmUnavailable(): string | null {
  return whatIsMissing({ tools: ['softhsm2-util'], files: [modulePath] });
}

/** Passes test PINs as arguments, because the tool otherwise needs a terminal. */
function initialise(environment: Readonly<Record<string, string>>, token: SoftHsmToken): void {
  const words = ['--init-token', '--free', '--label', token.label, '--pin', token.pin, '--so-pin', token.soPin];
  execFileSync('softhsm2-util', words, { env: { ...process.env, ...environment }, stdio: 'pipe' });
}

/** A SoftHSM whose tokens are, or will be, in `folder`. */
export function softHsmAt(folder: string, tokens: readonly SoftHsmToken[] = [softHsmToken]): SoftHsmTarget {
  const [first] = tokens;
  if (first === undefined) throw new Error('no token');
  const settings = join(folder, 'softhsm2.conf');
  mkdirSync(join(folder, 'tokens'), { recursive: true });
  writeFileSync(settings, `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\n`);
  const environment = { SOFTHSM2_CONF: settings };
  const stop = async (): Promise<void> => rmSync(folder, { recursive: true, force: true });
  return { name: 'SoftHSM2', modulePath, environment, ...first, tokens, stop, [Symbol.asyncDispose]: stop };
}

export async function startSoftHsm(
  tokens: readonly SoftHsmToken[] = [softHsmToken],
  { folder }: { readonly folder: string } = targetFolder('softhsm'),
): Promise<SoftHsmTarget> {
  const target = softHsmAt(folder, tokens);
  try {
    for (const token of tokens) initialise(target.environment, token);
  } catch (error) {
    await target.stop();
    throw error;
  }
  return target;
}

export const softHsm: TokenTargetKind<SoftHsmTarget> = {
  name: 'SoftHSM2',
  available: softHsmUnavailable,
  start: () => startSoftHsm(),
};

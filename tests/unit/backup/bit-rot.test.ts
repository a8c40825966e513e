// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { rehearseContainer } from '../../../main/backup/container/rehearse-container.ts';
import type { BackupSecret } from '../../../main/backup/container/open-container.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { writeSmallContainer } from '../../support/backup/small-container.ts';

/** Flipping a bit in every octet costs a minute of X25519, so tests do it only on request. */
const stride = process.env['EVERY_OCTET'] === undefined ? 16 : 1;

vi.setConfig({ testTimeout: stride === 1 ? 600_000 : 60_000 });

async function codeOf(path: string, secret: BackupSecret): Promise<string> {
  try {
    await rehearseContainer(path, secret);
    return 'opened';
  } catch (error) {
    return error instanceof AppError ? error.code : `thrown: ${String(error)}`;
  }
}

/** Flips one bit at a time, in each octet at `from + n * stride`, and counts the results by code. */
async function flip(
  path: string,
  secret: BackupSecret,
  [from, to]: readonly [number, number],
): Promise<Map<string, number>> {
  const whole = readFileSync(path);
  const found = new Map<string, number>();
  for (let at = from; at < Math.min(to, whole.length); at += stride) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    writeFileSync(path, changed);
    const code = await codeOf(path, secret);
    found.set(code, (found.get(code) ?? 0) + 1);
  }
  writeFileSync(path, whole);
  console.log(`flipped: ${[...found].map(([code, count]) => `${count} ${code}`).join(', ')} of ${whole.length} octets`);
  return found;
}

test('[B02] [B08] a container with one changed bit is never accepted as intact', async () => {
  const { path, identity } = await writeSmallContainer();
  const found = await flip(path, { kind: 'identity', identity }, [stride - 1, Infinity]);
  expect([...found.keys()].toSorted()).toEqual(['backup-damaged', 'not-a-backup']);
});

test('[B02] [B08] a changed bit in the passphrase file reports a wrong passphrase or damage', async () => {
  const { path, passphrase } = await writeSmallContainer();
  const at = readFileSync(path).indexOf('age-encryption.org/v1\n');
  const secret: BackupSecret = { kind: 'passphrase', secret: passphrase };
  const found = await flip(path, secret, [at, at + 512]);
  expect([...found.keys()].toSorted()).toEqual(['backup-damaged', 'wrong-secret']);
  expect(await codeOf(path, secret)).toBe('opened');
});

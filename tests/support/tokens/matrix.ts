// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { TokenAlgorithm } from '../../../shared/schemas/token.ts';
import { makeIdentity, type TestIdentity } from '../openssl/make-identity.ts';
import { factory } from './modules/virtual-yubikey/card-state.ts';
import type { TokenTarget } from './modules/token-target.ts';
import { objectsOf } from './work/objects-of.ts';
import { quietRun, type TokensAtHand } from './work/open-tokens.ts';

/** `ok`, or our error code and the token's return value, if any. */
export type Cell = string;
export type MatrixRow = Record<string, Cell>;

/** Runs operations in order on one token. Leaves out operations that need the result of a failed one. */
export async function matrixRow(target: TokenTarget, at: TokensAtHand): Promise<MatrixRow> {
  const row: MatrixRow = {};
  const { tokens } = at;
  const cell = async <T>(name: string, work: () => Promise<T>): Promise<T | null> => {
    try {
      const value = await work();
      row[name] = 'ok';
      return value;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const rv = error.details['rv'];
      row[name] = typeof rv === 'string' ? `${error.code} ${rv}` : error.code;
      return null;
    }
  };
  const { id: tokenId } = await at.token(target.label);
  await tokens.manage({ tokenId, on: true }, quietRun);
  const token = await at.token(target.label);
  const soPin = token.changesNeedSoPin ? target.soPin : undefined;
  const pins = { tokenId, pin: target.pin, soPin, confirmedLastTry: false };

  await cell('list', async () => objectsOf(at, token));
  await cell('login', async () => {
    await tokens.unlock({ tokenId, pin: target.pin, confirmedLastTry: false }, quietRun);
    await tokens.lock({ tokenId }, quietRun);
  });
  let made: string | null = null;
  for (const algorithm of ['rsa-2048', 'ec-p256', 'ed25519'] as const satisfies readonly TokenAlgorithm[]) {
    const generated = await cell(`generate ${algorithm}`, async () =>
      tokens.generate({ ...pins, algorithm, label: algorithm }, quietRun),
    );
    if (generated === null) continue;
    made ??= generated.objectId;
    await cell(`CSR ${algorithm}`, async () => {
      const { pem } = await tokens.csr({ ...pins, objectId: generated.objectId, subject: 'CN=张三,C=CN' }, quietRun);
      checkWithOpenssl(pem);
    });
  }
  const own = made;
  if (own !== null) {
    await cell('self-signed', async () =>
      tokens.selfSign({ ...pins, objectId: own, subject: 'CN=own', days: 9 }, quietRun),
    );
  }
  await cell('certificate', async () => {
    const { sha256 } = await intoVault(at, await makeIdentity('CN=alone'));
    await tokens.writeCertificate({ ...pins, sha256, withChain: false }, quietRun);
  });
  const identity = await makeIdentity('CN=imported');
  const imported = await cell('import', async () => {
    const { sha256 } = await intoVault(at, identity);
    return tokens.importIdentity({ ...pins, sha256, withChain: false, label: 'imported' }, quietRun);
  });
  const key = imported?.objectId ?? own;
  if (key !== null) await cell('sign', async () => tokens.testKey({ ...pins, objectId: key }, quietRun));
  const [victim] = (await objectsOf(at, token)).filter((each) => each.class === 'certificate');
  if (victim)
    await cell('delete', async () => {
      const typedLabel = victim.id.slice(0, 8);
      await tokens.delete({ ...pins, objectId: victim.id, typedLabel }, quietRun);
      if ((await objectsOf(at, token)).some(({ id }) => id === victim.id)) throw new AppError('internal');
    });
  const newPin = target.pin.split('').toReversed().join('');
  await cell('change PIN', async () => {
    const change = { tokenId, who: 'user', confirmedLastTry: false } as const;
    await tokens.changePin({ ...change, pin: target.pin, newPin }, quietRun);
    await tokens.changePin({ ...change, pin: newPin, newPin: target.pin }, quietRun);
  });
  const [by] = token.unblock;
  await cell('unblock', async () => {
    if (by === undefined) throw new AppError('not-available');
    const secret = by === 'puk' ? factory.puk : target.soPin;
    await tokens.unblockPin({ tokenId, by, secret, newPin: target.pin, confirmedLastTry: false }, quietRun);
    await tokens.unlock({ tokenId, pin: target.pin, confirmedLastTry: false }, quietRun);
  });
  return row;
}

export async function intoVault({ vault }: TokensAtHand, identity: TestIdentity): Promise<TestIdentity> {
  const open = await vault.requireOrCreate();
  if (!(await vault.canHoldKeys()) || !open.isUnlocked) {
    await open.initialiseProtectors({ passphrase: 'p', useOsStore: false, recoveryCode: 'later' });
  }
  const origin = { via: 'file', fileName: 'a.p12', path: null, downloadedFrom: null } as const;
  await open.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
  return identity;
}

export function checkWithOpenssl(pem: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'certsteward-csr-'));
  try {
    writeFileSync(join(folder, 'a.csr'), pem);
    execFileSync('openssl', ['req', '-in', join(folder, 'a.csr'), '-verify', '-noout'], { stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Operations are rows, targets columns. */
export function matrixTable(rows: Readonly<Record<string, MatrixRow>>): string {
  const names = Object.keys(rows);
  const operations = [...new Set(Object.values(rows).flatMap((row) => Object.keys(row)))];
  const lines = operations.map((operation) => [operation, ...names.map((name) => rows[name]?.[operation] ?? '-')]);
  return [['', ...names], ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

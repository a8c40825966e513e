// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { sm2Verifying } from '../../../support/openssl/openssl.ts';
import { makeSoftwareSkf, skfUnavailable, type SkfLie, type SoftwareSkf } from '../../../support/skf/software-skf.ts';
import { matrixTable, type MatrixRow } from '../../../support/tokens/matrix.ts';
import { objectsOf } from '../../../support/tokens/work/objects-of.ts';
import { quietRun, tokensWith, type TokensAtHand } from '../../../support/tokens/work/tokens-with.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';

const missing = skfUnavailable();
const title = missing === null ? '' : ` (skipped: ${missing})`;

interface Operation {
  readonly name: string;
  /** The function at which it crashes or hangs. */
  readonly at: `SKF_${string}`;
  readonly lie: SkfLie;
  readonly run: (person: Person) => Promise<unknown>;
}

interface Person {
  readonly key: SoftwareSkf;
  readonly at: TokensAtHand;
  readonly tokenId: string;
  /** The signing key's. */
  readonly objectId: string;
}

const operations: readonly Operation[] = [
  {
    name: 'list',
    at: 'SKF_EnumDev',
    lie: 'sizes',
    run: async ({ key, at }) => {
      const { tokens } = await at.tokens.list({ refresh: true }, quietRun);
      if (!tokens.some(({ serial }) => serial === key.serial)) throw new AppError('token-not-found');
    },
  },
  {
    name: 'certificates',
    at: 'SKF_ExportCertificate',
    lie: 'certificates',
    run: async ({ key, at }) => {
      const objects = await objectsOf(at, await at.token(key.label));
      const read = objects.filter(({ certificate }) => certificate !== null);
      if (read.length !== 2) throw new AppError('damaged');
    },
  },
  {
    name: 'login',
    at: 'SKF_VerifyPIN',
    lie: 'refuses',
    run: async ({ at, tokenId, key }) => {
      await at.tokens.unlock({ tokenId, pin: key.pin, confirmedLastTry: true }, quietRun);
      await at.tokens.lock({ tokenId }, quietRun);
    },
  },
  {
    name: 'sign',
    at: 'SKF_ECCSignData',
    lie: 'signatures',
    run: async ({ at, tokenId, key, objectId }) =>
      at.tokens.testKey({ tokenId, objectId, pin: key.pin, confirmedLastTry: true }, quietRun),
  },
  {
    name: 'CSR',
    at: 'SKF_ECCSignData',
    lie: 'signatures',
    run: async ({ at, tokenId, key, objectId }) => {
      const input = { tokenId, objectId, pin: key.pin, confirmedLastTry: true, subject: 'CN=李四,C=CN' };
      const file = join(at.folder, 'skf.csr');
      writeFileSync(file, (await at.tokens.csr(input, quietRun)).pem);
      execFileSync('openssl', ['req', '-in', file, '-verify', '-noout', ...sm2Verifying], { stdio: 'pipe' });
    },
  },
  {
    name: 'change PIN',
    at: 'SKF_ChangePIN',
    lie: 'refuses',
    run: async ({ at, tokenId, key }) => {
      const change = { tokenId, who: 'user', confirmedLastTry: true } as const;
      await at.tokens.changePin({ ...change, pin: key.pinNow(), newPin: key.pin }, quietRun);
    },
  },
  {
    name: 'unblock',
    at: 'SKF_UnblockPIN',
    lie: 'refuses',
    run: async ({ at, tokenId, key }) => {
      const unblock = { tokenId, by: 'so-pin', secret: key.soPin, newPin: key.pin } as const;
      await at.tokens.unblockPin({ ...unblock, confirmedLastTry: true }, quietRun);
    },
  },
];

async function row(ulong: 4 | 8, harm: (key: SoftwareSkf, operation: Operation) => void): Promise<MatrixRow> {
  const folder = temporaryFolder();
  const key = makeSoftwareSkf({ folder, ulong });
  const at = await tokensWith([key], { folder, deadlines: { list: 1500, sign: 1500, login: 1500 } });
  const token = await at.token(key.label);
  const objectId = (await objectsOf(at, token)).find((each) => each.key?.canSign === true)?.id ?? '';
  const person = { key, at, tokenId: token.id, objectId };
  const cells: MatrixRow = {};
  const outcome = async ({ run }: Operation): Promise<string> =>
    run(person).then(
      () => 'ok',
      (error: unknown) => {
        if (error instanceof AppError) return error.code;
        throw error;
      },
    );
  for (const operation of operations) {
    harm(key, operation);
    cells[operation.name] = await outcome(operation);
    key.lie();
    // Clears the fault.
    await at.tokens.retryModule({ moduleId: token.moduleId }, quietRun);
    if (cells[operation.name] !== 'ok')
      expect([operation.name, await outcome(operation)]).toEqual([operation.name, 'ok']);
    expect(key.armed()).toBe(false);
  }
  return cells;
}

describe.skipIf(missing !== null)(`[G07] SKF${title}`, () => {
  it('each operation has its outcome with a good library, a crash, a hang and a lie, and works after', async () => {
    const rows = {
      'ULONG of 4': await row(4, () => undefined),
      'ULONG of 8': await row(8, () => undefined),
      crash: await row(4, (key, { at }) => key.trip(at, 'before', 'segv')),
      hang: await row(8, (key, { at }) => key.trip(at, 'before', 'hang')),
      lie: await row(4, (key, { lie }) => key.lie(lie)),
    };
    console.info(matrixTable(rows));
    const all = (code: string): MatrixRow => Object.fromEntries(operations.map(({ name }) => [name, code]));
    expect(rows).toEqual({
      'ULONG of 4': all('ok'),
      'ULONG of 8': all('ok'),
      crash: { ...all('module-stopped'), list: 'token-not-found' },
      hang: { ...all('module-stopped'), list: 'token-not-found' },
      lie: {
        list: 'token-not-found',
        certificates: 'damaged',
        login: 'wrong-pin',
        sign: 'proof-failed',
        CSR: 'verification-failed',
        'change PIN': 'wrong-pin',
        unblock: 'wrong-pin',
      },
    });
  }, 240_000);
});

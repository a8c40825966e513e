// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import {
  certificateFor,
  generate,
  importFile,
  objectsIn,
  personWithKey,
  requestFor,
  wrappedPair,
  type PersonWithKey,
} from '../../../support/skf/person-with-key.ts';
import { skfUnavailable, type SkfLie, type SoftwareSkf } from '../../../support/skf/software-skf.ts';
import { matrixTable, type MatrixRow } from '../../../support/tokens/matrix.ts';
import { objectsOf } from '../../../support/tokens/work/objects-of.ts';
import { quietRun } from '../../../support/tokens/work/tokens-with.ts';

const missing = skfUnavailable();
const title = missing === null ? '' : ` (skipped: ${missing})`;

interface Operation {
  readonly name: string;
  /** The function at which the library crashes or hangs. */
  readonly at: `SKF_${string}`;
  readonly lie: SkfLie;
  readonly run: (person: Person) => Promise<unknown>;
}

interface Person extends PersonWithKey {
  /** The SM2 signing key. */
  readonly objectId: string;
  readonly rsaId: string;
}

async function test({ at, pins }: Person, objectId: string): Promise<void> {
  await at.tokens.testKey({ ...pins, objectId }, quietRun);
}

/** Label of the container that `generate` makes. */
const made = '新申请';

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
      if (read.length !== 4) throw new AppError('damaged');
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
    run: async (person) => test(person, person.objectId),
  },
  {
    name: 'CSR',
    at: 'SKF_ECCSignData',
    lie: 'signatures',
    run: async (person) => requestFor(person, person.objectId),
  },
  {
    name: 'sign with RSA',
    at: 'SKF_RSASignData',
    lie: 'signatures',
    run: async (person) => test(person, person.rsaId),
  },
  {
    name: 'CSR with RSA',
    at: 'SKF_RSASignData',
    lie: 'signatures',
    run: async (person) => requestFor(person, person.rsaId, []),
  },
  {
    name: 'generate',
    at: 'SKF_GenECCKeyPair',
    lie: 'writes',
    run: async (person) => generate(person, made),
  },
  {
    name: 'CSR of a new key',
    at: 'SKF_ECCSignData',
    lie: 'signatures',
    run: async (person) => {
      const [signing] = (await objectsIn(person, made)).filter((each) => each.key?.canSign === true);
      await requestFor(person, signing?.id ?? '');
    },
  },
  {
    name: 'write certificate',
    at: 'SKF_ImportCertificate',
    lie: 'writes',
    run: async (person) => {
      const file = certificateFor(person, person.key.file(made, 'sign.pem'), 'made.pem', 'digitalSignature');
      await importFile(person, file);
    },
  },
  {
    name: 'import encryption pair',
    at: 'SKF_ImportECCKeyPair',
    lie: 'writes',
    run: async (person) => importFile(person, wrappedPair(person, made), made),
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
  const short = { list: 1500, sign: 1500, login: 1500, generate: 1500 };
  const own = await personWithKey({ ulong, rsa: true }, short);
  const { key, at } = own;
  const token = await at.token(key.label);
  const signing = (await objectsOf(at, token)).filter((each) => each.key?.canSign === true);
  const idOf = (isWanted: (algorithm: string) => boolean): string =>
    signing.find(({ algorithm }) => isWanted(algorithm ?? ''))?.id ?? '';
  const [objectId, rsaId] = [idOf((each) => each === 'sm2'), idOf((each) => each.startsWith('rsa-'))];
  const person = { ...own, objectId, rsaId };
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
    await at.tokens.retryModule({ moduleId: token.moduleId }, quietRun);
    if (cells[operation.name] !== 'ok')
      expect([operation.name, await outcome(operation)]).toEqual([operation.name, 'ok']);
    expect(key.armed()).toBe(false);
  }
  return cells;
}

describe.skipIf(missing !== null)(`[G07] SKF${title}`, () => {
  it('each operation has its expected outcome with a good, crashing, hanging and lying library', async () => {
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
        'sign with RSA': 'proof-failed',
        'CSR with RSA': 'verification-failed',
        generate: 'verification-failed',
        'CSR of a new key': 'verification-failed',
        'write certificate': 'verification-failed',
        'import encryption pair': 'verification-failed',
        'change PIN': 'wrong-pin',
        unblock: 'wrong-pin',
      },
    });
  }, 240_000);
});

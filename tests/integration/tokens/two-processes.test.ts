// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { setTimeout } from 'node:timers/promises';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Token } from '../../../shared/schemas/token.ts';
import { checkWithOpenssl } from '../../support/tokens/matrix.ts';
import { objectsOf } from '../../support/tokens/work/objects-of.ts';
import { signInALoop } from '../../support/tokens/work/second-client.ts';
import { softHsm } from '../../support/tokens/modules/softhsm.ts';
import { startModule } from '../../support/tokens/modules/start-module.ts';
import type { TokenTarget } from '../../support/tokens/modules/token-target.ts';
import { quietRun, tokensWith, type TokensAtHand } from '../../support/tokens/work/tokens-with.ts';
import { whatIsMissing } from '../../support/tokens/modules/what-is-missing.ts';
import { throughModule, yubikeyTarget, type YubikeyTarget } from '../../support/tokens/modules/yubikey.ts';

const noTool = whatIsMissing({ tools: ['pkcs11-tool', 'openssl'] });
const noSoftHsm = noTool ?? softHsm.available();
const noYubikey = noTool ?? yubikeyTarget('ykcs11').available() ?? yubikeyTarget('opensc').available();
const why = (reason: string | null): string => (reason === null ? '' : ` (skipped: ${reason})`);

/** Each logs in, reads the key and signs, logs in and makes a request, and lists what is on the token. */
const rounds = Number(process.env['TWO_PROCESSES'] ?? 6);

const pressAgainMs = 500;

interface Made {
  /** CKA_ID */
  readonly keyId: string;
  /** PEM */
  readonly publicKey: string;
}

interface Counted {
  readonly entries: number;
  /** Answers of our calls by their codes. */
  readonly answers: Readonly<Record<string, number>>;
  readonly other: { readonly right: number; readonly wrong: number; readonly complaints: readonly string[] };
}

/** While the other one has the card to itself libykcs11 sees none for a moment. */
async function onlyToken(at: TokensAtHand): Promise<Token> {
  const found = async (): Promise<Token | undefined> =>
    (await at.tokens.list({ refresh: true }, quietRun)).tokens.find(({ initialised }) => initialised);
  const lookFor = async (left: number): Promise<Token> => {
    const token = await found();
    if (token) return token;
    if (left === 0) throw new Error('no token');
    await setTimeout(200);
    return lookFor(left - 1);
  };
  return lookFor(25);
}

/** An EC key with a certificate, which stands for its pair. */
async function makeKey(target: TokenTarget): Promise<Made> {
  const at = await tokensWith([target]);
  const { id: tokenId } = await onlyToken(at);
  await at.tokens.manage({ tokenId, on: true }, quietRun);
  const pins = { tokenId, pin: target.pin, soPin: target.soPin, confirmedLastTry: false };
  const { objectId } = await at.tokens.generate({ ...pins, algorithm: 'ec-p256', label: 'both' }, quietRun);
  await at.tokens.selfSign({ ...pins, objectId, subject: 'CN=both', days: 9 }, quietRun);
  const { pem } = await at.tokens.csr({ ...pins, objectId, subject: 'CN=both' }, quietRun);
  const certificates = (await objectsOf(at, await onlyToken(at))).filter((each) => each.class === 'certificate');
  const publicKey = new Pkcs10CertificateRequest(pem).publicKey.toString('pem');
  at.tokens.close();
  return { keyId: certificates[0]?.keyId ?? '', publicKey };
}

/** Ours through the module of `target`, the other one through that of `other`. */
async function contend(target: TokenTarget, other: TokenTarget, made: Made): Promise<Counted> {
  const at = await tokensWith([target]);
  const token = await onlyToken(at);
  const listed = (await objectsOf(at, token)).map(({ id }) => id);
  const objectId = (await objectsOf(at, token)).find((each) => each.class === 'certificate')?.id ?? '';
  const call = { tokenId: token.id, objectId, pin: target.pin, confirmedLastTry: false };
  const { label } = await labelOf(other);
  const second = signInALoop({ ...other, label }, made.keyId, made.publicKey);
  onTestFinished(async () => second.stop());
  await expect.poll(() => second.done, { timeout: 10_000 }).toBeGreaterThan(0);
  const answers: Record<string, number> = {};
  let entries = 0;
  const count = async (work: () => Promise<unknown>): Promise<void> => {
    const code = await work().then(
      () => 'ok',
      (error: unknown) => (error instanceof AppError ? `${error.code} ${String(error.details['rv'])}` : String(error)),
    );
    answers[code] = (answers[code] ?? 0) + 1;
    // Whoever presses again takes longer than that.
    if (code !== 'ok') await setTimeout(pressAgainMs);
  };
  for (let round = 0; round < rounds; round += 1) {
    entries += 2;
    // It verifies its signature, as does the request.
    await count(async () => at.tokens.testKey(call, quietRun));
    await count(async () => checkWithOpenssl((await at.tokens.csr({ ...call, subject: 'CN=two' }, quietRun)).pem));
    await count(async () => expect((await objectsOf(at, token)).map(({ id }) => id)).toEqual(listed));
  }
  const overlapped = second.done;
  await second.stop();
  expect(overlapped).toBeGreaterThan(rounds / 3);
  expect(await onlyToken(at)).toMatchObject({ pin: 'ok', wrongPins: 0 });
  const { modules } = await at.tokens.modules({ refresh: false }, quietRun);
  expect(modules.map(({ faults }) => faults)).toEqual([0]);
  return { entries, answers, other: { right: second.right, wrong: second.wrong, complaints: second.complaints } };
}

async function labelOf(target: TokenTarget): Promise<{ readonly label: string }> {
  await using module = startModule(target);
  return await module.token();
}

const rows: string[] = [
  '| ours | the other one | our calls | PINs given | logins repeated | the other: right, wrong, refused |',
];
afterAll(() => console.log(rows.join('\n')));

function tell(
  target: TokenTarget,
  other: TokenTarget,
  { entries, answers, other: theirs }: Counted,
  repeated: number | null,
): void {
  const told = Object.entries(answers).map(([code, times]) => `${times} ${code}`);
  const complaints = `${theirs.complaints.length} ${[...new Set(theirs.complaints)].join(' ')}`;
  const counts = [entries, repeated ?? '-', `${theirs.right}, ${theirs.wrong}, ${complaints}`];
  rows.push(`| ${[target.name, other.name, told.join(', '), ...counts].join(' | ')} |`);
}

describe('[T11] two processes on one token', () => {
  it.skipIf(noSoftHsm !== null)(`SoftHSM${why(noSoftHsm)}`, { timeout: 120_000 }, async () => {
    const target = await softHsm.start();
    onTestFinished(async () => target.stop());
    const counted = await contend(target, target, await makeKey(target));
    tell(target, target, counted, null);
    expect(counted.answers).toEqual({ ok: 3 * rounds });
    // SoftHSM hides its token from the other one, too, when ours is just being written.
    expect(counted.other.wrong).toBe(0);
    expect(counted.other.right).toBeGreaterThan(counted.other.complaints.length);
  });

  describe.skipIf(noYubikey !== null)(`the virtual YubiKey${why(noYubikey)}`, () => {
    let ykcs11: YubikeyTarget;
    let opensc: YubikeyTarget;
    let made: Made | null = null;
    beforeAll(async () => {
      ykcs11 = await yubikeyTarget('ykcs11').start();
      opensc = throughModule(ykcs11.yubikey, 'opensc');
    });
    afterAll(() => ykcs11?.stop());

    it.each([
      ['ykcs11', 'ykcs11'],
      ['ykcs11', 'opensc'],
      ['opensc', 'ykcs11'],
      ['opensc', 'opensc'],
    ] as const)('ours through %s, the other through %s', { timeout: 120_000 }, async (ours, theirs) => {
      const [target, other] = [ours, theirs].map((name) => (name === 'ykcs11' ? ykcs11 : opensc));
      if (!target || !other) throw new Error('no target');
      made ??= await makeKey(ykcs11);
      const before = await ykcs11.yubikey.journal();
      const counted = await contend(target, other, made);
      const after = await ykcs11.yubikey.journal();
      const tool = counted.other.right + counted.other.wrong + counted.other.complaints.length;
      const repeated = after.verify - before.verify - counted.entries - tool;
      tell(target, other, counted, repeated);
      expect(counted.answers).toEqual({ ok: 3 * rounds });
      // libykcs11 keeps the card to itself after a reset, unless it is started anew.
      expect(counted.other.complaints).not.toContain('no answer');
      expect(counted.other.wrong).toBe(0);
      expect(after.wrong).toBe(before.wrong);
      expect(repeated).toBeLessThanOrEqual(counted.entries);
    });

    it('[T04] a wrong PIN takes one try, whatever the other one does to the card', { timeout: 120_000 }, async () => {
      made ??= await makeKey(ykcs11);
      const at = await tokensWith([ykcs11]);
      const token = await onlyToken(at);
      const objectId = (await objectsOf(at, token)).find((each) => each.class === 'certificate')?.id ?? '';
      const { label } = await labelOf(ykcs11);
      const second = signInALoop({ ...ykcs11, label }, made.keyId, made.publicKey);
      onTestFinished(async () => second.stop());
      await expect.poll(() => second.done, { timeout: 10_000 }).toBeGreaterThan(0);
      const enter = async (pin: string): Promise<string> =>
        at.tokens.testKey({ tokenId: token.id, objectId, pin, confirmedLastTry: true }, quietRun).then(
          () => 'ok',
          (error: unknown) => (error instanceof AppError ? error.code : String(error)),
        );
      const answers: string[] = [];
      const before = await ykcs11.yubikey.journal();
      for (let round = 0; round < rounds; round += 1) answers.push(await enter('999999'), await enter(ykcs11.pin));
      const after = await ykcs11.yubikey.journal();
      await second.stop();
      expect(answers).toEqual(Array.from({ length: rounds }, () => ['wrong-pin', 'ok']).flat());
      expect(after.wrong - before.wrong).toBe(rounds);
      expect(second.complaints).not.toContain('no answer');
    });
  });
});

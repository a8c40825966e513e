// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { objectsOf } from '../../support/tokens/work/objects-of.ts';
import { signInALoop } from '../../support/tokens/work/second-client.ts';
import {
  contend,
  labelOf,
  makeSharedKey,
  onlyToken,
  type Contention,
  type SharedKey,
} from '../../support/tokens/work/contend.ts';
import { softHsm } from '../../support/tokens/modules/softhsm.ts';
import type { TokenTarget } from '../../support/tokens/modules/token-target.ts';
import { quietRun, tokensWith } from '../../support/tokens/work/tokens-with.ts';
import { whatIsMissing } from '../../support/tokens/modules/what-is-missing.ts';
import { throughModule, yubikeyTarget, type YubikeyTarget } from '../../support/tokens/modules/yubikey.ts';

const noTool = whatIsMissing({ tools: ['pkcs11-tool', 'openssl'] });
const noSoftHsm = noTool ?? softHsm.available();
const noYubikey = noTool ?? yubikeyTarget('ykcs11').available() ?? yubikeyTarget('opensc').available();
const why = (reason: string | null): string => (reason === null ? '' : ` (skipped: ${reason})`);

/** Each round logs in to sign, logs in to make a request, and lists the token's objects. */
const rounds = Number(process.env['TWO_PROCESSES'] ?? 6);

const rows: string[] = [
  '| ours | the other one | our calls | PINs given | logins repeated | the other: right, wrong, refused |',
];
afterAll(() => console.log(rows.join('\n')));

function addRow(
  target: TokenTarget,
  other: TokenTarget,
  { entries, answers, other: theirs }: Contention,
  repeated: number | null,
): void {
  const byCode = Object.entries(answers).map(([code, times]) => `${times} ${code}`);
  const complaints = `${theirs.complaints.length} ${[...new Set(theirs.complaints)].join(' ')}`;
  const counts = [entries, repeated ?? '-', `${theirs.right}, ${theirs.wrong}, ${complaints}`];
  rows.push(`| ${[target.name, other.name, byCode.join(', '), ...counts].join(' | ')} |`);
}

describe('[T11] two processes on one token', () => {
  it.skipIf(noSoftHsm !== null)(`SoftHSM answers all our calls${why(noSoftHsm)}`, { timeout: 120_000 }, async () => {
    const target = await softHsm.start();
    onTestFinished(async () => target.stop());
    const counted = await contend(target, target, await makeSharedKey(target), rounds);
    addRow(target, target, counted, null);
    expect(counted.answers).toEqual({ ok: 3 * rounds });
    // SoftHSM hides a token that is being written, so some calls of the other process may fail.
    expect(counted.other.wrong).toBe(0);
    expect(counted.other.right).toBeGreaterThan(counted.other.complaints.length);
  });

  describe.skipIf(noYubikey !== null)(`the virtual YubiKey${why(noYubikey)}`, () => {
    let ykcs11: YubikeyTarget;
    let opensc: YubikeyTarget;
    let made: SharedKey | null = null;
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
    ] as const)('our calls through %s succeed beside others through %s', { timeout: 120_000 }, async (ours, theirs) => {
      const [target, other] = [ours, theirs].map((name) => (name === 'ykcs11' ? ykcs11 : opensc));
      if (!target || !other) throw new Error('no target');
      made ??= await makeSharedKey(ykcs11);
      const before = await ykcs11.yubikey.journal();
      const counted = await contend(target, other, made, rounds);
      const after = await ykcs11.yubikey.journal();
      const tool = counted.other.right + counted.other.wrong + counted.other.complaints.length;
      const repeated = after.verify - before.verify - counted.entries - tool;
      addRow(target, other, counted, repeated);
      expect(counted.answers).toEqual({ ok: 3 * rounds });
      // After a reset, libykcs11 holds the card exclusively, so the app restarts the module.
      expect(counted.other.complaints).not.toContain('no answer');
      expect(counted.other.wrong).toBe(0);
      expect(after.wrong).toBe(before.wrong);
      expect(repeated).toBeLessThanOrEqual(counted.entries);
    });

    it('[T04] a wrong PIN takes one try while another process uses the card', { timeout: 120_000 }, async () => {
      made ??= await makeSharedKey(ykcs11);
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

// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { seededRandom } from '../../../support/openssl/seeded-random.ts';
import { makeSoftwareSkf, skfUnavailable, type SkfLie, type SoftwareSkf } from '../../../support/skf/software-skf.ts';
import { quietRun, tokensWith, type TokensAtHand } from '../../../support/tokens/work/tokens-with.ts';
import { temporaryFolder } from '../../../support/vault/vault-fixture.ts';

const missing = skfUnavailable();
const title = missing === null ? '' : ` (skipped: ${missing})`;
const entries = 1000;

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'ok',
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );
}

describe.skipIf(missing !== null)(`[G07] PINs through SKF${title}`, () => {
  async function personWithKey(options: { readonly tries?: number } = {}) {
    const folder = temporaryFolder();
    const key = makeSoftwareSkf({ folder, ...options });
    const at = await tokensWith([key], { folder });
    return { folder, key, at, token: async () => at.token(key.label) };
  }

  /** Enters a PIN once, checks how many tries it cost and returns the error code or `ok`. */
  async function enterOnce(at: TokensAtHand, key: SoftwareSkf, token: Token, random: () => number): Promise<string> {
    const pin = random() < 0.45 ? key.pin : 'wrong-1';
    const confirmedLastTry = token.lastTry && random() < 0.4;
    const before = { left: key.triesLeft(), attempts: key.attempts() };
    const code = await codeOf(at.tokens.unlock({ tokenId: token.id, pin, confirmedLastTry }, quietRun));
    const sent = key.attempts() - before.attempts;
    // An entry costs at most one try, and never the last one without confirmation.
    expect(sent).toBeLessThanOrEqual(1);
    if (before.left === 1 && !confirmedLastTry) expect({ code, sent }).toMatchObject({ sent: 0 });
    if (sent === 0) expect(key.triesLeft()).toBe(before.left);
    if (code === 'ok') await at.tokens.lock({ tokenId: token.id }, quietRun);
    return code;
  }

  it.each([
    ['that tells the truth', []],
    ['that lies about the tries left', ['tries']],
  ] as const satisfies readonly (readonly [string, readonly SkfLie[]])[])(
    `${entries} entries, some wrong, into a library %s use at most one try each, the last only on confirmation`,
    { timeout: 900_000 },
    async (_what, lies) => {
      const { key, at, token } = await personWithKey({ tries: 4 });
      const random = seededRandom(20261129 + lies.length);
      const counts: Record<string, number> = {};
      const count = (code: string): void => void (counts[code] = (counts[code] ?? 0) + 1);
      key.lie(...lies);
      let shown = await token();
      for (let entry = 0; entry < entries; entry += 1) {
        if (random() < 0.02) key.trip('SKF_VerifyPIN', random() < 0.5 ? 'before' : 'during', 'exit');
        const code = await enterOnce(at, key, shown, random);
        count(code);
        if (code === 'module-stopped' || code === 'module-paused')
          await at.tokens.retryModule({ moduleId: shown.moduleId }, quietRun);
        if (key.triesLeft() === 0) {
          const unblock = { tokenId: shown.id, by: 'so-pin', secret: key.soPin, newPin: key.pin } as const;
          const before = key.attempts();
          await at.tokens.unblockPin({ ...unblock, confirmedLastTry: false }, quietRun);
          expect(key.attempts() - before).toBe(1);
          count('unblocked');
        }
        shown = await token();
        if (lies.length === 0) expect(shown.tries.user).toBe(key.triesLeft());
      }
      console.info(JSON.stringify({ lies, counts }));
      expect(counts['wrong-pin']).toBeGreaterThan(100);
      expect(counts['pin-last-try']).toBeGreaterThan(100);
      expect(counts['ok']).toBeGreaterThan(100);
      expect(counts['unblocked']).toBeGreaterThan(0);
    },
  );

  it('shows the tries left before an entry, and asks to confirm the last try', async () => {
    const { key, at, token } = await personWithKey({ tries: 3 });
    expect(await token()).toMatchObject({ tries: { user: 3, so: 3 }, pin: 'ok', lastTry: false });
    key.setTriesLeft(1);
    const last = await token();
    expect(last).toMatchObject({ tries: { user: 1 }, pin: 'final', lastTry: true });
    const entry = { tokenId: last.id, pin: key.pin };
    expect(await codeOf(at.tokens.unlock({ ...entry, confirmedLastTry: false }, quietRun))).toBe('pin-last-try');
    expect(key.attempts()).toBe(0);
    expect(await codeOf(at.tokens.unlock({ ...entry, confirmedLastTry: true }, quietRun))).toBe('ok');
    expect(key.attempts()).toBe(1);
    key.setTriesLeft(0);
    expect(await token()).toMatchObject({ tries: { user: 0 }, pin: 'locked' });
    expect(await codeOf(at.tokens.unlock({ ...entry, confirmedLastTry: true }, quietRun))).toBe('pin-locked');
    expect(key.attempts()).toBe(1);
  });

  it('changes the user’s PIN and the administrator’s PIN with one entry each', async () => {
    const { key, at, token } = await personWithKey();
    const { id: tokenId } = await token();
    const change = async (who: 'user' | 'so', pin: string, newPin: string) =>
      codeOf(at.tokens.changePin({ tokenId, who, pin, newPin, confirmedLastTry: false }, quietRun));
    expect(await change('user', 'wrong-1', 'new-123456')).toBe('wrong-pin');
    expect(key.pinNow()).toBe(key.pin);
    expect(await token()).toMatchObject({ tries: { user: 5, so: 6 }, wrongPins: 1 });
    expect(await change('user', key.pin, 'new-123456')).toBe('ok');
    expect(await change('so', key.soPin, 'new-admin-1')).toBe('ok');
    expect([key.pinNow(), key.pinNow('admin'), key.attempts()]).toEqual(['new-123456', 'new-admin-1', 3]);
    // SKF ends a PIN with NUL, so this one would be truncated.
    expect(await change('user', 'new-123456\0x', 'other-123')).toBe('pin-length');
    expect(key.attempts()).toBe(3);
  });

  it('resets a locked PIN with one administrator entry, and the last try only when confirmed', async () => {
    const { key, at, token } = await personWithKey();
    key.setTriesLeft(0);
    const { id: tokenId } = await token();
    const unblock = async (secret: string, confirmedLastTry = false) =>
      codeOf(at.tokens.unblockPin({ tokenId, by: 'so-pin', secret, newPin: 'again-1234', confirmedLastTry }, quietRun));
    expect(await unblock('wrong-admin')).toBe('wrong-pin');
    expect(key.triesLeft('admin')).toBe(5);
    key.setTriesLeft(1, 'admin');
    expect(await unblock(key.soPin)).toBe('pin-last-try');
    expect(key.attempts()).toBe(1);
    expect(await unblock(key.soPin, true)).toBe('ok');
    expect([key.attempts(), key.pinNow(), key.triesLeft(), key.triesLeft('admin')]).toEqual([2, 'again-1234', 6, 6]);
    expect(await token()).toMatchObject({ pin: 'ok', wrongPins: 0 });
  });
});

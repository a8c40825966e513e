// SPDX-License-Identifier: Apache-2.0
import { expect, it, onTestFinished } from 'vitest';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { opencryptoki } from '../../support/tokens/modules/opencryptoki.ts';
import { openTokens, quietRun, type OpenTokens } from '../../support/tokens/work/open-tokens.ts';
import type { TokenTarget } from '../../support/tokens/modules/token-target.ts';
import { factory } from '../../support/tokens/modules/virtual-yubikey/card-state.ts';
import { yubikeyTarget } from '../../support/tokens/modules/yubikey.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const wrongPin = '999999';
const wrongPuk = '99999999';
const newPin = '246824';

async function personWith(target: TokenTarget) {
  const folder = temporaryFolder();
  let app: OpenTokens = await openTokens([target], { folder });
  onTestFinished(async () => {
    app.close();
    await target.stop();
  });
  const { id: tokenId } = await app.token(target.label);
  const codeOf = async (work: () => Promise<unknown>): Promise<string> =>
    work().then(
      () => 'ok',
      ({ code, details }: AppError) => (typeof details['rv'] === 'string' ? `${code} by the token` : code),
    );
  return {
    token: async () => app.token(target.label),
    restart: async () => {
      app.close();
      app = await openTokens([target], { folder });
    },
    unlock: async (pin: string, confirmedLastTry = false) =>
      codeOf(async () => app.tokens.unlock({ tokenId, pin, confirmedLastTry }, quietRun)),
    changePin: async (pin: string, confirmedLastTry = false) =>
      codeOf(async () => app.tokens.changePin({ tokenId, who: 'user', pin, newPin, confirmedLastTry }, quietRun)),
    unblock: async (by: 'puk' | 'so-pin', secret: string, confirmedLastTry = false) =>
      codeOf(async () => app.tokens.unblockPin({ tokenId, by, secret, newPin, confirmedLastTry }, quietRun)),
  };
}

it.for([yubikeyTarget('ykcs11'), yubikeyTarget('opensc')])(
  '[T04] [T05] $name: three wrong PINs lock the card, the PUK unlocks it, and no entry reaches it twice',
  { timeout: 240_000 },
  async (kind, context) => {
    const reason = kind.available();
    if (reason !== null) return context.skip(reason);
    const target = await kind.start();
    const person = await personWith(target);
    let last = await target.yubikey.journal();
    /** Commands that reached the card since the last check: VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER. */
    const reached = async (): Promise<number[]> => {
      const now = await target.yubikey.journal();
      const since = [now.verify - last.verify, now.changePin - last.changePin, now.unblock - last.unblock];
      last = now;
      return since;
    };

    expect({ unlock: await person.unlock(wrongPin), reached: await reached() }).toEqual({
      unlock: 'wrong-pin by the token',
      reached: [1, 0, 0],
    });
    expect({ unlock: await person.unlock(wrongPin), reached: await reached() }).toEqual({
      unlock: 'wrong-pin by the token',
      reached: [1, 0, 0],
    });
    expect(await person.token()).toMatchObject({ wrongPins: 2, lastTry: true });
    // The last try always needs confirmation: with the right PIN, after a restart, in every use.
    expect({ unlock: await person.unlock(target.pin), reached: await reached() }).toEqual({
      unlock: 'pin-last-try',
      reached: [0, 0, 0],
    });
    await person.restart();
    expect(await person.token()).toMatchObject({ wrongPins: 2, lastTry: true });
    expect({ changePin: await person.changePin(target.pin), reached: await reached() }).toEqual({
      changePin: 'pin-last-try',
      reached: [0, 0, 0],
    });
    const third = await person.unlock(wrongPin, true);
    expect({ third, reached: await reached() }).toEqual({
      third: expect.stringMatching(/^(wrong-pin|pin-locked) by/),
      reached: [1, 0, 0],
    });

    expect(await person.token()).toMatchObject({ pin: 'locked', wrongPins: 3 });
    expect({ unlock: await person.unlock(target.pin, true), reached: await reached() }).toEqual({
      unlock: 'pin-locked',
      reached: [0, 0, 0],
    });
    expect({ changePin: await person.changePin(target.pin, true), reached: await reached() }).toEqual({
      changePin: 'pin-locked',
      reached: [0, 0, 0],
    });
    await person.restart();
    expect({ unlock: await person.unlock(target.pin, true), reached: await reached() }).toEqual({
      unlock: 'pin-locked',
      reached: [0, 0, 0],
    });

    // The PUK has a separate try counter, which no flag reports.
    expect({ unblock: await person.unblock('puk', wrongPuk), reached: await reached() }).toEqual({
      unblock: 'wrong-pin by the token',
      reached: [0, 0, 1],
    });
    expect({ unblock: await person.unblock('puk', wrongPuk), reached: await reached() }).toEqual({
      unblock: 'wrong-pin by the token',
      reached: [0, 0, 1],
    });
    expect({ unblock: await person.unblock('puk', factory.puk), reached: await reached() }).toEqual({
      unblock: 'pin-last-try',
      reached: [0, 0, 0],
    });
    await person.restart();
    expect({ unblock: await person.unblock('puk', factory.puk), reached: await reached() }).toEqual({
      unblock: 'pin-last-try',
      reached: [0, 0, 0],
    });
    expect({ unblock: await person.unblock('puk', factory.puk, true), reached: await reached() }).toEqual({
      unblock: 'ok',
      reached: [0, 0, 1],
    });

    expect(await person.token()).toMatchObject({ pin: 'ok', wrongPins: 0, lastTry: false });
    expect({ unlock: await person.unlock(newPin), reached: await reached() }).toEqual({
      unlock: 'ok',
      reached: [1, 0, 0],
    });
    expect({ unblock: await person.unblock('puk', factory.puk), reached: await reached() }).toEqual({
      unblock: 'ok',
      reached: [0, 0, 1],
    });
  },
);

it(
  '[T04] [T05] opencryptoki: wrong PINs set COUNT_LOW, FINAL_TRY and LOCKED, and the SO PIN unlocks it',
  { timeout: 240_000 },
  async (context) => {
    const reason = opencryptoki.available();
    if (reason !== null) return context.skip(reason);
    const target = await opencryptoki.start();
    const person = await personWith(target);
    const states: string[] = [];
    let answer = '';
    // The token's flags decide which entries need confirmation, until the PIN is locked.
    for (let entry = 0; entry < 10 && (await person.token()).pin !== 'locked'; entry += 1) {
      const { pin, lastTry } = await person.token();
      states.push(pin);
      if (lastTry) expect(await person.unlock(target.pin)).toBe('pin-last-try');
      answer = await person.unlock(wrongPin, lastTry);
      expect(answer).toMatch(/^(wrong-pin|pin-locked) by the token$/);
    }
    expect([...new Set(states)]).toEqual(['ok', 'low', 'final']);
    const locked = await person.token();
    expect(locked).toMatchObject({ pin: 'locked', wrongPins: states.length });
    await person.restart();
    expect(await person.unlock(target.pin, true)).toBe('pin-locked');
    expect(await person.unblock('so-pin', target.soPin)).toBe('ok');
    expect(await person.token()).toMatchObject({ wrongPins: 0, lastTry: false });
    expect(await person.unlock(newPin)).toBe('ok');
  },
);

// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { enterAndKill } from '../../soak/pins/killed-entry.ts';
import { pinTable } from '../../soak/pins/pin-report.ts';
import { enterPins } from '../../soak/pins/pins.ts';
import { makeMinimalToken, type FaultMoment } from '../../support/tokens/modules/broken-modules/minimal-token.ts';
import { compilerUnavailable } from '../../support/tokens/modules/broken-modules/compile.ts';
import { objectsOf } from '../../support/tokens/work/objects-of.ts';
import { quietRun, tokensWith } from '../../support/tokens/work/tokens-with.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const missing = compilerUnavailable();
const title = missing === null ? '' : ` (skipped: ${missing})`;
const dist = resolve(import.meta.dirname, '../../../dist');

describe.skipIf(missing !== null)(`[T04] PIN entries while the module misbehaves${title}`, () => {
  it('a sample of the soak: 60 entries with faults, restarts and kills', { timeout: 240_000 }, async () => {
    const report = await enterPins({ count: 60, seed: 20261125, folder: join(temporaryFolder(), 'pins'), dist });
    console.info(pinTable(report));
    expect(report.faults).toEqual([]);
    expect(report.entries).toBe(60);
  });

  async function personWithToken(options: { readonly pinEachTime?: true; readonly maker?: string } = {}) {
    const folder = temporaryFolder();
    const token = makeMinimalToken({ folder, ...options });
    const at = await tokensWith([token], { folder });
    const { id: tokenId } = await at.token(token.label);
    const pins = { tokenId, pin: token.pin, confirmedLastTry: false };
    const codeOf = async (work: Promise<unknown>): Promise<string> =>
      work.then(
        () => 'ok',
        ({ code }: AppError) => code,
      );
    return {
      token,
      unlock: async (pin = token.pin) => codeOf(at.tokens.unlock({ ...pins, pin }, quietRun)),
      changePin: async (newPin: string) => codeOf(at.tokens.changePin({ ...pins, who: 'user', newPin }, quietRun)),
      /** Finds the key and locks the token. The function it returns signs with the PIN. */
      signing: async () => {
        await at.tokens.unlock(pins, quietRun);
        const key = (await objectsOf(at, await at.token(token.label))).find((each) => each.class === 'private-key');
        await at.tokens.lock({ tokenId }, quietRun);
        return async () => codeOf(at.tokens.testKey({ ...pins, objectId: key?.id ?? '' }, quietRun));
      },
      counted: async () => (await at.token(token.label)).wrongPins,
    };
  }

  it.each([
    ['CKR_USER_ALREADY_LOGGED_IN', 0x100, 'after'],
    ['CKR_USER_ALREADY_LOGGED_IN', 0x100, 'during'],
    ['CKR_USER_NOT_LOGGED_IN', 0x101, 'during'],
    ['CKR_USER_PIN_NOT_INITIALIZED', 0x102, 'during'],
    ['CKR_PIN_LEN_RANGE', 0xa2, 'during'],
    ['CKR_CRYPTOKI_NOT_INITIALIZED', 0x190, 'during'],
    ['CKR_SESSION_HANDLE_INVALID', 0xb3, 'during'],
  ] as const)('a login answered with %s is sent once and counted', async (_name, rv, moment: FaultMoment) => {
    const { token, unlock, counted } = await personWithToken();
    token.trip('C_Login', moment, rv);
    expect(await unlock()).not.toBe('ok');
    expect({ armed: token.armed(), attempts: token.attempts(), counted: await counted() }).toEqual({
      armed: false,
      attempts: 1,
      counted: 1,
    });
    expect(await unlock()).toBe('ok');
    expect({ attempts: token.attempts(), counted: await counted() }).toEqual({ attempts: 2, counted: 0 });
  });

  it('a login that is lost before the signature is repeated once, and nothing is counted', async () => {
    const { token, signing, counted } = await personWithToken();
    const sign = await signing();
    const before = token.attempts();
    token.trip('C_Sign', 'before', 0x101);
    // `proof-failed`: the token returns a constant as the signature.
    expect(await sign()).toBe('proof-failed');
    expect({ armed: token.armed(), attempts: token.attempts() - before, counted: await counted() }).toEqual({
      armed: false,
      attempts: 2,
      counted: 0,
    });
  });

  it.each([
    // `proof-failed`: the token returns a constant as the signature.
    ['three times, by CKR_USER_NOT_LOGGED_IN', 0x101, 3, 'proof-failed', 4],
    ['six times, by CKR_DEVICE_REMOVED', 0x32, 6, 'proof-failed', 7],
    ['seven times, by CKR_USER_NOT_LOGGED_IN', 0x101, 7, 'pin-needed', 7],
    ['twice, by CKR_GENERAL_ERROR', 0x05, 2, 'token-refused', 2],
  ] as const)('a correct login is repeated within limits when lost %s', async (_what, rv, times, code, attempts) => {
    const { token, signing, counted } = await personWithToken();
    const sign = await signing();
    const before = token.attempts();
    token.trip('C_Sign', 'before', rv);
    for (let time = 1; time < times; time += 1) token.thenTrip('C_Sign', 'before', rv);
    expect(await sign()).toBe(code);
    expect({ armed: token.armed(), attempts: token.attempts() - before, counted: await counted() }).toEqual({
      armed: false,
      attempts,
      counted: 0,
    });
  });

  it('[T11] a login is repeated after each CKR_GENERAL_ERROR of a PIV card through OpenSC', async () => {
    const { token, signing, counted } = await personWithToken({ maker: 'piv_II' });
    const sign = await signing();
    const before = token.attempts();
    token.trip('C_Sign', 'before', 0x05);
    for (let time = 1; time < 3; time += 1) token.thenTrip('C_Sign', 'before', 0x05);
    expect(await sign()).toBe('proof-failed');
    expect({ armed: token.armed(), attempts: token.attempts() - before, counted: await counted() }).toEqual({
      armed: false,
      attempts: 4,
      counted: 0,
    });
  });

  it.each([
    ['is refused', 0xa0, 'wrong-pin'],
    ['finds the PIN locked', 0xa4, 'pin-locked'],
    ['fails', 0x30, 'token-damaged'],
    ['crashes the module', 'segv', 'module-stopped'],
  ] as const)('a repeated login that %s is counted and not repeated again', async (_what, fault, code) => {
    const { token, signing, counted } = await personWithToken();
    const sign = await signing();
    const before = token.attempts();
    token.trip('C_Sign', 'before', 0x32);
    token.thenTrip('C_Login', 'during', fault);
    expect(await sign()).toBe(code);
    expect({ armed: token.armed(), attempts: token.attempts() - before, counted: await counted() }).toEqual({
      armed: false,
      attempts: 2,
      counted: 1,
    });
  });

  it('[T11] a listing that needs no PIN is repeated after one general failure, and fails after two', async () => {
    const folder = temporaryFolder();
    const token = makeMinimalToken({ folder });
    const at = await tokensWith([token], { folder });
    const list = async (): Promise<string> =>
      objectsOf(at, await at.token(token.label)).then(
        (objects) => objects.map((each) => each.class).join(),
        ({ code }: AppError) => code,
      );
    token.trip('C_FindObjectsInit', 'before', 0x05);
    expect(await list()).toBe('public-key');
    token.trip('C_FindObjectsInit', 'before', 0x05);
    token.thenTrip('C_FindObjectsInit', 'before', 0x05);
    expect({ list: await list(), armed: token.armed(), attempts: token.attempts() }).toEqual({
      list: 'token-refused',
      armed: false,
      attempts: 0,
    });
  });

  it.each([
    ['CKR_DEVICE_ERROR', 0x30, 'token-damaged'],
    ['CKR_DEVICE_REMOVED', 0x32, 'token-removed'],
    ['CKR_USER_NOT_LOGGED_IN', 0x101, 'pin-needed'],
    ['CKR_PIN_INCORRECT', 0xa0, 'wrong-pin'],
  ] as const)(
    '[T10] a PIN for one use of a key that is answered with %s is not sent again',
    async (_name, rv, code) => {
      const { token, signing, counted } = await personWithToken({ pinEachTime: true });
      const sign = await signing();
      const before = token.attempts();
      // The login succeeds; the PIN entry for this use of the key costs a try and returns `rv`.
      token.trip('C_Login', 'after', 0);
      token.thenTrip('C_Login', 'during', rv);
      expect(await sign()).toBe(code);
      expect({
        armed: token.armed(),
        attempts: token.attempts() - before,
        triesLeft: token.triesLeft(),
        counted: await counted(),
      }).toEqual({ armed: false, attempts: 2, triesLeft: 2, counted: 1 });
    },
  );

  it('a session lost before the signature and again during it is repeated once', async () => {
    const { token, signing, counted } = await personWithToken();
    const sign = await signing();
    const before = token.attempts();
    // The session is lost after the login, and the token while finding the key.
    token.trip('C_Login', 'after', 0);
    token.thenTrip('C_GetSessionInfo', 'before', 0xb3);
    token.thenTrip('C_FindObjectsInit', 'before', 0x32);
    expect(await sign()).toBe('token-removed');
    expect({ armed: token.armed(), attempts: token.attempts() - before, counted: await counted() }).toEqual({
      armed: false,
      attempts: 2,
      counted: 0,
    });
  });

  it('an app killed during a login has counted it, and leaves no process that holds the PIN', async () => {
    const folder = temporaryFolder();
    const token = makeMinimalToken({ folder });
    const { tokens, token: named } = await tokensWith([token], { folder });
    const { id: tokenId } = await named(token.label);
    const call = {
      work: 'unlock',
      tokenId,
      pin: token.pin,
      newPin: '',
      objectId: '',
      confirmedLastTry: false,
    } as const;
    const at = { modulePath: token.modulePath, folder, dist };
    const arm = () => token.trip('C_Login', 'during', 'hang');
    const { outcome, orphaned } = await enterAndKill(call, at, arm, async () => expect.poll(token.armed).toBe(false));
    expect({ outcome, orphaned, attempts: token.attempts() }).toEqual({ outcome: null, orphaned: false, attempts: 1 });
    expect((await tokens.list({ refresh: true }, quietRun)).tokens).toMatchObject([{ wrongPins: 1 }]);
  });

  it('[T05] a new PIN of a length that the token refuses uses no try', async () => {
    const { token, changePin, counted } = await personWithToken();
    expect(await changePin('1')).toBe('pin-length');
    expect({ attempts: token.attempts(), counted: await counted() }).toEqual({ attempts: 0, counted: 0 });
  });

  it('[T05] a PIN change that requires a login is sent once, and succeeds after a login', async () => {
    const { token, unlock, changePin, counted } = await personWithToken();
    token.trip('C_SetPIN', 'during', 0x101);
    expect(await changePin('654321')).toBe('pin-needed');
    expect({ armed: token.armed(), attempts: token.attempts(), counted: await counted() }).toEqual({
      armed: false,
      attempts: 1,
      counted: 1,
    });
    expect(await unlock()).toBe('ok');
    expect(await changePin('654321')).toBe('ok');
    expect({ attempts: token.attempts(), counted: await counted(), pinNow: token.pinNow() }).toEqual({
      attempts: 3,
      counted: 0,
      pinNow: '654321',
    });
  });
});

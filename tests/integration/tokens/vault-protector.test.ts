// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Token } from '../../../shared/schemas/token.ts';
import { loggedIn, pkcs11Tool } from '../../support/tokens/work/pkcs11-tool.ts';
import { refusalOf } from '../../support/tokens/work/refusal-of.ts';
import {
  softHsmToken,
  softHsmUnavailable,
  startSoftHsm,
  type SoftHsmTarget,
} from '../../support/tokens/modules/softhsm.ts';
import { quietRun, tokensWith, type TokensAtHand } from '../../support/tokens/work/tokens-with.ts';

const missing = softHsmUnavailable();
const other = { label: 'Another one', pin: '87651234', soPin: '11112222' };

describe.skipIf(missing !== null)(`a token opens the vault${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let target: SoftHsmTarget;
  beforeAll(async () => {
    target = await startSoftHsm([softHsmToken, other]);
  });
  afterAll(() => target?.stop());

  const tool = (...words: readonly string[]) => pkcs11Tool(target, ...loggedIn(target), ...words);
  /** Makes a key outside the app. */
  function makeKey(label: string): void {
    const words = ['--keypairgen', '--key-type', 'rsa:2048', '--label', label, '--usage-decrypt', '--usage-sign'];
    expect(tool(...words).status).toBe(0);
    onTestFinished(() => deleteKey(label));
  }
  function deleteKey(label: string): void {
    for (const type of ['privkey', 'pubkey']) tool('--delete-object', '--type', type, '--label', label);
  }

  async function start(label = target.label, pin = target.pin) {
    const hand = await tokensWith([target]);
    await hand.vault.createWithProtectors({ passphrase: 'p' });
    const token = await hand.token(label);
    return { hand, vault: await hand.vault.require(), ...given(token, pin) };
  }
  const given = (token: Token, pin: string) => ({ token, pins: { tokenId: token.id, pin, confirmedLastTry: false } });
  const kinds = async ({ vault }: TokensAtHand) => (await vault.status()).protectors.map(({ kind }) => kind).toSorted();
  const wrongPins = async (hand: TokensAtHand, label: string) => (await hand.token(label)).wrongPins;

  test('[T12] a key made on a managed token opens the vault', async () => {
    const { hand, vault, token, pins } = await start();
    const add = async () => hand.tokens.protectVault({ ...pins, key: null }, quietRun);
    expect(await add().catch(refusalOf)).toBe('token-not-managed');
    expect(await kinds(hand)).toEqual(['passphrase', 'recovery-code']);
    await hand.tokens.manage({ tokenId: token.id, on: true }, quietRun);
    onTestFinished(() => deleteKey('CertSteward'));
    expect(await add()).toEqual({ outcome: 'added', keyLabel: 'CertSteward', made: true });
    expect(await add().catch(refusalOf)).toBe('protector-exists');
    vault.lock();
    await hand.tokens.unlockVault(pins, quietRun);
    expect(vault.isUnlocked).toBe(true);
    expect((await vault.verify()).findings).toEqual([]);
    // Neither unlocking nor verifying the vault leaves the token unlocked.
    expect((await hand.token(target.label)).unlocked).toBe(false);
  });

  test('[T12] an unmanaged token uses an existing key, and the user chooses among several', async () => {
    makeKey('one');
    const { hand, vault, pins } = await start();
    makeKey('two');
    const asked = await hand.tokens.protectVault({ ...pins, key: null }, quietRun);
    expect(asked.outcome === 'choose' && asked.keys.map(({ label }) => label).toSorted()).toEqual(['one', 'two']);
    expect(await kinds(hand)).toEqual(['passphrase', 'recovery-code']);
    const unknown = hand.tokens.protectVault({ ...pins, key: 'three' }, quietRun);
    expect(await unknown.catch(refusalOf)).toBe('token-key-unfit');
    expect(await hand.tokens.protectVault({ ...pins, key: 'two' }, quietRun)).toMatchObject({ keyLabel: 'two' });
    vault.lock();
    await hand.tokens.unlockVault(pins, quietRun);
    expect(vault.isUnlocked).toBe(true);
  });

  test('[K02] [T12] a P-256 key, but no sign-only key, opens the vault by ECDH, also re-keyed', async () => {
    const words = ['--keypairgen', '--key-type', 'EC:prime256v1', '--label'];
    expect(tool(...words, 'signs', '--id', '07', '--usage-sign').status).toBe(0);
    onTestFinished(() => deleteKey('signs'));
    const { hand, vault, pins } = await start();
    const add = async () => hand.tokens.protectVault({ ...pins, key: null }, quietRun);
    expect(await add().catch(refusalOf)).toBe('token-not-managed');
    expect(tool(...words, 'agrees', '--id', '08', '--usage-derive').status).toBe(0);
    onTestFinished(() => deleteKey('agrees'));
    expect(await add()).toEqual({ outcome: 'added', keyLabel: 'agrees', made: false });
    vault.lock();
    expect(await hand.tokens.unlockVault({ ...pins, pin: '00000000' }, quietRun).catch(refusalOf)).toBe(
      'wrong-pin CKR_PIN_INCORRECT',
    );
    expect(vault.isUnlocked).toBe(false);
    await hand.tokens.unlockVault(pins, quietRun);
    expect((await vault.verify()).findings).toEqual([]);
    await vault.protectorChanges.changePassphrase('p', 'q', { rekey: true }, {});
    vault.lock();
    await hand.tokens.unlockVault(pins, quietRun);
    expect((await vault.verify()).findings).toEqual([]);
    vault.lock();
    deleteKey('agrees');
    expect(await hand.tokens.unlockVault(pins, quietRun).catch(refusalOf)).toBe('token-key-gone');
  });

  test('[K02] [T12] a second token opens the vault too, also after the first one was removed', async () => {
    makeKey('one');
    const { hand, vault, token, pins } = await start();
    const second = given(await hand.token(other.label), other.pin);
    await hand.tokens.manage({ tokenId: second.token.id, on: true }, quietRun);
    await hand.tokens.protectVault({ ...pins, key: null }, quietRun);
    await hand.tokens.protectVault({ ...second.pins, key: null }, quietRun);
    expect(await kinds(hand)).toEqual(['passphrase', 'recovery-code', 'token', 'token']);
    for (const by of [pins, second.pins]) {
      expect(await hand.tokens.protectVault({ ...by, key: null }, quietRun).catch(refusalOf)).toBe('protector-exists');
      vault.lock();
      await hand.tokens.unlockVault(by, quietRun);
      expect((await vault.verify()).findings).toEqual([]);
    }
    await vault.protectorChanges.removeProtector('token', 'p', {}, token.id);
    expect(await kinds(hand)).toEqual(['passphrase', 'recovery-code', 'token']);
    vault.lock();
    expect(await hand.tokens.unlockVault(pins, quietRun).catch(refusalOf)).toBe('token-key-gone');
    expect(await wrongPins(hand, target.label)).toBe(0);
    await hand.tokens.unlockVault(second.pins, quietRun);
    expect((await vault.verify()).findings).toEqual([]);
  });

  test('[T12] [T04] a wrong PIN costs one try, is counted, and opens nothing', async () => {
    makeKey('one');
    const { hand, vault, pins } = await start();
    const wrong = { ...pins, pin: '00000000' };
    expect(await hand.tokens.protectVault({ ...wrong, key: null }, quietRun).catch(refusalOf)).toBe(
      'wrong-pin CKR_PIN_INCORRECT',
    );
    expect(await wrongPins(hand, target.label)).toBe(1);
    await hand.tokens.protectVault({ ...pins, key: null }, quietRun);
    vault.lock();
    await expect(hand.tokens.unlockVault(wrong, quietRun)).rejects.toMatchObject({
      code: 'wrong-pin',
      details: { wrong: 1 },
    });
    await hand.tokens.unlockVault(wrong, quietRun).catch(refusalOf);
    // The third try might be the last: nothing is sent before a person confirms.
    expect(await hand.tokens.unlockVault(wrong, quietRun).catch(refusalOf)).toBe('pin-last-try');
    expect(await wrongPins(hand, target.label)).toBe(2);
    expect(vault.isUnlocked).toBe(false);
    await hand.tokens.unlockVault({ ...pins, confirmedLastTry: true }, quietRun);
    expect({ isUnlocked: vault.isUnlocked, wrongPins: await wrongPins(hand, target.label) }).toEqual({
      isUnlocked: true,
      wrongPins: 0,
    });
  });

  test('[T12] reports a deleted key, also when another key on the same token took its place', async () => {
    makeKey('one');
    const { hand, vault, pins } = await start();
    await hand.tokens.protectVault({ ...pins, key: null }, quietRun);
    vault.lock();
    deleteKey('one');
    const unlock = async () => hand.tokens.unlockVault(pins, quietRun).catch(refusalOf);
    expect(await unlock()).toBe('token-key-gone');
    makeKey('one');
    expect(await unlock()).toBe('token-key-gone');
    expect(vault.isUnlocked).toBe(false);
    // The vault isn't locked out: the passphrase opens it, and the token protector can be removed.
    await vault.unlock({ kind: 'passphrase', secret: 'p' });
    await vault.protectorChanges.removeProtector('token', 'p', {});
    expect(await kinds(hand)).toEqual(['passphrase', 'recovery-code']);
    expect(await unlock()).toBe('not-available');
  });

  test('[T12] sends no PIN to a token that doesn’t protect the vault', async () => {
    makeKey('one');
    const { hand, vault, pins } = await start();
    await hand.tokens.protectVault({ ...pins, key: null }, quietRun);
    vault.lock();
    const { serial } = await hand.token(target.label);
    const stranger = given(await hand.token(other.label), '00000000');
    await expect(hand.tokens.unlockVault(stranger.pins, quietRun)).rejects.toMatchObject({
      code: 'token-key-gone',
      details: { serial, key: 'one' },
    });
    expect(await wrongPins(hand, other.label)).toBe(0);
  });

  test('[K03] a token that was left unlocked opens nothing without its PIN', async () => {
    makeKey('one');
    const { hand, vault, pins } = await start();
    await hand.tokens.unlock(pins, quietRun);
    const without = { tokenId: pins.tokenId, confirmedLastTry: false };
    const add = hand.tokens.protectVault({ ...without, key: null }, quietRun);
    expect(await add.catch(refusalOf)).toBe('pin-needed');
    await hand.tokens.protectVault({ ...pins, key: null }, quietRun);
    vault.lock();
    expect(await hand.tokens.unlockVault(without, quietRun).catch(refusalOf)).toBe('pin-needed');
    expect(await hand.tokens.unlockVault({ ...pins, pin: '00000000' }, quietRun).catch(refusalOf)).toBe(
      'wrong-pin CKR_PIN_INCORRECT',
    );
    expect(vault.isUnlocked).toBe(false);
    await hand.tokens.unlockVault(pins, quietRun);
    expect(vault.isUnlocked).toBe(true);
  });

  test('[K04] a token opens the vault after a re-keying that didn’t need the token', async () => {
    makeKey('one');
    const { hand, vault, pins } = await start();
    await hand.tokens.protectVault({ ...pins, key: null }, quietRun);
    await vault.protectorChanges.changePassphrase('p', 'q', { rekey: true }, {});
    vault.lock();
    await hand.tokens.unlockVault(pins, quietRun);
    expect((await vault.verify()).findings).toEqual([]);
    expect((await vault.status()).rekeying).toBeNull();
  });
});

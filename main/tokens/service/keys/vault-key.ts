// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { sshRsaLabel, type UseTokenKey } from '../../../vault/age/age-ssh-rsa.ts';
import type { TokenProtectorKey } from '../../../vault/protectors/token-protector.ts';
import { tokenRecipient } from '../../../vault/age/token-recipient.ts';
import type { ObjectReport, TokenSession } from '../../module-port.ts';
import type { TokensService, VaultKeyOutcome } from '../../tokens-service.ts';
import type { Device } from '../connected-tokens.ts';
import { keyOf, keysWithPublicHalf, keyWith, readAll, type TokenKey } from './token-key.ts';
import type { TokenWork } from '../token-work.ts';
import type { TokensParts } from '../tokens-parts.ts';

export interface VaultKeyParts {
  readonly parts: Pick<TokensParts, 'vault' | 'foreign'>;
  readonly work: TokenWork;
  readonly changed: (tokenId: string) => void;
}

const ownLabel = 'CertSteward';

export function vaultKeyCalls({
  parts,
  work,
  changed,
}: VaultKeyParts): Pick<TokensService, 'protectVault' | 'unlockVault'> {
  const { foreign } = parts;

  /** Without a PIN, the token alone would unlock the vault. */
  async function requirePin(tokenId: string, pin: string | null | undefined): Promise<void> {
    await work.look(tokenId, async (_session, { chosen: { token } }) => {
      if (!token.flags.loginRequired) throw new AppError('pin-not-set');
      if (pin === undefined && !token.flags.protectedAuthenticationPath) throw new AppError('pin-needed');
    });
  }

  async function add(session: TokenSession, device: Device, key: TokenKey, made: boolean): Promise<VaultKeyOutcome> {
    const vault = await parts.vault.require();
    await vault.protectorChanges.addToken(protectorKey(device, key), unwrapBy(session, key.object));
    return { outcome: 'added', keyLabel: key.object.label, made };
  }

  async function make(session: TokenSession, device: Device): Promise<TokenKey> {
    const algorithm = device.chosen.token.generates.find((each) => each.startsWith('rsa-'));
    if (algorithm === undefined) throw new AppError('token-key-unfit');
    const object = await session.generate(algorithm, ownLabel);
    if (object.publicKey === null) throw new AppError('verification-failed', { what: 'public-key' });
    return keyOf(object, object.publicKey);
  }

  return {
    async protectVault({ tokenId, key: name, ...pins }) {
      const vault = await parts.vault.require();
      vault.protectorChanges.requireNewToken({ tokenId });
      await requirePin(tokenId, pins.pin);
      const done = await work.asUser(tokenId, pins, async (session, device): Promise<VaultKeyOutcome | null> => {
        const keys = await fitKeys(session, parts, name);
        const [key, ...others] = keys;
        if (others.length > 0) return { outcome: 'choose', keys: keys.map(({ object }) => choiceOf(object)) };
        if (key !== undefined) return await add(session, device, key, false);
        if (name !== null) throw new AppError('token-key-unfit', { key: name });
        work.requireManaged(device);
        if (device.chosen.token.writesAs === 'so') return null;
        changed(tokenId);
        return await add(session, device, await make(session, device), true);
      });
      if (done !== null) return done;
      const { tested } = await work.change(tokenId, pins, {
        write: make,
        test: async (session, key, device) => await add(session, device, key, true),
      });
      changed(tokenId);
      if (tested === null) throw new AppError('internal');
      return tested;
    },

    async unlockVault({ tokenId, ...pins }, run) {
      const vault = await parts.vault.require();
      const all = vault.protectorChanges.tokens();
      const gone = ([first]: readonly TokenProtectorKey[]) =>
        new AppError('token-key-gone', { serial: first?.token.serial ?? '', key: first?.token.keyLabel ?? '' });
      await requirePin(tokenId, pins.pin);
      const wanted = await work.look(tokenId, async (session, device) => {
        // Don't send the PIN to a token that can't unlock the vault.
        const named = all.filter(({ token: { tokenId: known, serial } }) =>
          device.views.some(({ id, token }) => id === known || token.serial === serial),
        );
        if (named.length > 0) return named;
        if (!(await shows(session, foreign, isOneOf(all)))) throw gone(all);
        return all;
      });
      await work.asUser(tokenId, pins, async (session) => {
        const key = await keyWith(session, foreign, isOneOf(wanted)).catch((error: unknown) => {
          throw error instanceof AppError && error.code === 'not-found' ? gone(wanted) : error;
        });
        const recipient = tokenRecipient(key.publicKey) ?? '';
        await vault.unlock({ kind: 'token', recipient, unwrap: unwrapBy(session, key.object) }, run.signal);
        await vault.rekeyingSettled();
      });
    },
  };
}

function isOneOf(wanted: readonly TokenProtectorKey[]): (spki: Uint8Array) => boolean {
  const recipients = wanted.map(({ publicKey }) => tokenRecipient(publicKey));
  return (spki) => {
    const recipient = tokenRecipient(spki);
    return recipient !== null && recipients.includes(recipient);
  };
}

function unwrapBy(session: TokenSession, { id, algorithm }: ObjectReport): UseTokenKey {
  if (algorithm === 'ec-p256') return async (point) => session.agree(id, point);
  const label = Buffer.from(sshRsaLabel, 'latin1');
  return async (body) => {
    try {
      return await session.decrypt(id, label, body);
    } catch (error) {
      if (error instanceof AppError && error.code === 'verification-failed') return null;
      throw error;
    }
  };
}

function protectorKey({ chosen }: Device, { object, publicKey }: TokenKey): TokenProtectorKey {
  const { serial, label } = chosen.token;
  return { token: { tokenId: chosen.id, serial, label, keyLabel: object.label }, publicKey };
}

function choiceOf({ id, label, algorithm }: ObjectReport) {
  return { objectId: id, label, algorithm };
}

/**
 * Returns keys for RSA decryption or P-256 ECDH, or only the one labelled `ownLabel` if it is unique. Doesn't check a
 * named key's use, because tokens may not report it.
 */
async function fitKeys(
  session: TokenSession,
  { foreign }: Pick<TokensParts, 'foreign'>,
  name: string | null,
): Promise<TokenKey[]> {
  const keys = (await keysWithPublicHalf(session, foreign)).filter(
    ({ publicKey }) => tokenRecipient(publicKey) !== null,
  );
  if (name !== null) {
    const [one] = keys.filter(({ object }) => object.id === name);
    return one === undefined ? keys.filter(({ object }) => object.label === name) : [one];
  }
  const able = keys.filter(({ object }) => (object.algorithm === 'ec-p256' ? object.canAgree : object.canDecrypt));
  const own = able.filter(({ object }) => object.label === ownLabel);
  return own.length === 1 ? own : able;
}

async function shows(
  session: TokenSession,
  parse: TokensParts['foreign'],
  isWanted: (spki: Uint8Array) => boolean,
): Promise<boolean> {
  for (const { publicKey, certificate } of await readAll(session)) {
    if (publicKey !== null && isWanted(publicKey)) return true;
    if (certificate === null) continue;
    const spki = await parse.run('spkiOf', { der: certificate }).catch(() => null);
    if (spki !== null && isWanted(spki.spki)) return true;
  }
  return false;
}

// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile, PendingRequest } from '../../../shared/schemas/enrolment/enrolment.ts';
import type { KeyAlgorithm } from '../../../shared/schemas/enrolment/key-algorithm.ts';
import type { CommandRun } from '../command.ts';
import { authorityKeyOptions, requireAuthorityKey } from '../enrolment/key-wanted.ts';
import { flag, inSection, rare, value } from '../runtime/options.ts';
import { keyLabelOption } from '../tokens/token-options.ts';
import type { TokenRequests } from '../tokens/token-request.ts';

export const renewalKeyOptions = inSection('key', {
  key: value('vault|token:SERIAL|authority', {
    'zh-CN': '新私钥在哪里生成，默认与旧私钥相同',
    en: 'Where to make the new key (default: where the old one is)',
  }),
  ...authorityKeyOptions,
  label: rare(keyLabelOption),
  'same-key': flag({
    'zh-CN': '沿用旧私钥，不生成新的',
    en: 'Keep the old key instead of making a new one',
  }),
});

/**
 * Makes a new key where the old one is, unless `--key` is given. `--same-key` or the profile reuses the old key. The CA
 * makes a key only with `--key`.
 */
export async function renewalMaker(
  run: CommandRun,
  held: HeldProfile,
  old: string,
  onToken: TokenRequests,
): Promise<(algorithm: KeyAlgorithm, certificate: Uint8Array) => Promise<PendingRequest>> {
  const { enrolment } = run.services;
  const { values } = run.arguments;
  const isInVault = await hasKeyInVault(run, old);
  const place = await renewalPlace(run, old);
  if (place === null) throw new AppError('key-missing');
  const isOnToken = /^token:./.test(place);
  if (place !== 'vault' && place !== 'authority' && !isOnToken) throw new AppError('usage', { option: '--key' });
  const token = isOnToken ? place.slice('token:'.length) : null;
  const wanted = { place: null, purpose: 'renew', renews: old } as const;

  if (keepsKey(run, held)) {
    const other = ['algorithm', 'key'].find((option) => values[option] !== undefined);
    // For a kept key, `--key` may only name its token.
    if (other === 'algorithm' || (other === 'key' && isInVault))
      throw new AppError('usage', { option: `--${other}`, reason: 'misplaced-option' });
    return async () => {
      const signer = token === null ? null : await onToken.sameKey(token, old);
      return (await enrolment.request(held, { sameAs: old, signer, ...wanted })).request;
    };
  }
  const byAuthority = place === 'authority';
  if (byAuthority) requireAuthorityKey(run, held);
  return async (algorithm, certificate) => {
    const asked = { holder: { certificate }, algorithm, ...wanted };
    if (token !== null) return (await onToken.request(token, held, asked)).request;
    const key = byAuthority ? ({ in: 'authority', accepted: true } as const) : ({ in: 'vault' } as const);
    return (await enrolment.request(held, { ...asked, key })).request;
  };
}

export async function renewalPlace(run: CommandRun, old: string): Promise<string | null> {
  const { key } = run.arguments.values;
  if (key !== undefined) return key;
  if (await hasKeyInVault(run, old)) return 'vault';
  const requests = await run.services.enrolment.requests();
  const serial = requests.findLast(({ certificate }) => certificate === old)?.token ?? null;
  return serial === null ? null : `token:${serial}`;
}

async function hasKeyInVault({ services }: CommandRun, sha256: string): Promise<boolean> {
  return (await services.vault.require()).getRow(sha256)?.hasPrivateKey === true;
}

export function keepsKey({ arguments: { flags } }: CommandRun, { profile }: HeldProfile): boolean {
  return flags.has('same-key') || profile.renewalKey === 'same';
}

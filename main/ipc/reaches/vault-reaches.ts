// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { typedFingerprintFits } from '../../../shared/domain/trust/typed-fingerprint.ts';
import type { AskedCall, Fact } from '../../grants/reach.ts';
import type { SettingsStore } from '../../hosts/host.ts';
import type { Services } from '../../services.ts';
import {
  certificateFacts,
  certificateName,
  each,
  listed,
  mostBelieved,
  type Reaches,
  shortSha256,
} from './reach-parts.ts';

type VaultCalls = Extract<
  AskedCall,
  | `activity.${string}`
  | `settings.${string}`
  | `deletion.${string}`
  | `anchors.${string}`
  | 'requests.remove'
  | 'renewals.replace'
  | 'vault.setPassphrase'
  | 'vault.createRecoveryCode'
  | 'vault.changePassphrase'
  | 'vault.resetPassphrase'
  | 'vault.removeProtector'
  | 'vault.addOsStore'
  | 'vault.accept'
>;

export function vaultReaches(
  services: Services,
  settings: SettingsStore,
  hasDefaultFolder: boolean,
): Reaches<VaultCalls> {
  const { vault, vaultAcceptance, deletion, trust, enrolment } = services;
  const folder: Fact = ['vault', vault.folder];
  /** Empty for the default folder, which tells the user nothing. */
  const place: readonly Fact[] = hasDefaultFolder ? [] : [folder];

  async function anchor(sha256: string, typed: string) {
    // Report typos before asking the user.
    if (!typedFingerprintFits(sha256, typed)) throw new AppError('fingerprint-differs');
    const name = (await trust.anchors.list()).find((known) => known.sha256 === sha256)?.displayName;
    const { displayName } = name === undefined ? await trust.anchors.lookAt({ sha256 }) : { displayName: name };
    return each([
      ['certificate', displayName],
      ['sha256', sha256],
    ]);
  }

  return {
    'vault.accept': async ({ digest }) => {
      const { anchors, profiles } = await vaultAcceptance.review();
      // Put the hash first, because the vault's author could choose misleading subjects.
      const facts = [
        ...anchors.map(({ sha256, subject }): Fact => ['certificate', `${shortSha256(sha256)} ${subject}`]),
        ...profiles.flatMap(({ host, authorities }): Fact[] => [
          ['address', host],
          ...authorities.map((own): Fact => ['authority', `${shortSha256(own.sha256)} ${host} ${own.subject}`]),
        ]),
      ];
      if (facts.length > mostBelieved) throw new AppError('limit-exceeded', { limit: 'anchors' });
      return each([folder, ...facts], [digest]);
    },
    'activity.acceptSeal': async () => {
      const { findings } = await (await vault.require()).activity.verify();
      const found = findings.map(({ problem, affected }) => `${problem} ${affected}`);
      return each([...place, ...listed('problem', found)], found);
    },
    'settings.change': async ({ useUnverified }) => {
      if (useUnverified !== true || settings.get().useUnverified) return await Promise.resolve(null);
      return each([['setting', 'useUnverified']]);
    },
    'deletion.purge': async ({ certificates }) => {
      const deleted = await deletion.list();
      const wanted = certificates === null ? deleted : deleted.filter(({ sha256 }) => certificates.includes(sha256));
      // The call itself reports that nothing was found.
      if (wanted.length === 0) return null;
      const facts = listed('certificate', wanted.map(certificateName));
      return each(
        [['count', String(wanted.length)], ...facts],
        wanted.map(({ sha256 }) => sha256),
      );
    },
    'anchors.add': async ({ sha256, typed }) => anchor(sha256, typed),
    'anchors.confirm': async ({ sha256, typed }) => anchor(sha256, typed),
    'requests.remove': async ({ id }) => {
      const request = (await enrolment.requests()).find((known) => known.id === id);
      if (request === undefined) throw new AppError('not-found');
      return each([
        ['name', request.subject],
        ['authority', request.profile.name],
      ]);
    },
    'renewals.replace': async ({ old, successor }) => each(await certificateFacts(services, [old, successor])),
    'vault.setPassphrase': async () => {
      // A vault without protectors has no keys. Otherwise, the new passphrase opens every key.
      const { protectors } = await vault.status();
      return protectors.length === 0 ? null : each(place);
    },
    'vault.createRecoveryCode': async () => await Promise.resolve(each(place)),
    'vault.changePassphrase': async () => await Promise.resolve(each(place)),
    'vault.resetPassphrase': async () => await Promise.resolve(each(place)),
    'vault.removeProtector': async ({ kind }) => await Promise.resolve(each([['way', kind], ...place])),
    'vault.addOsStore': async () => await Promise.resolve(each(place)),
  };
}

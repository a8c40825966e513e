// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { profileOfRequest } from '../../enrolment/profiles/profile-of-request.ts';
import { findGuides } from '../../enrolment/profiles/guides-of-certificates.ts';
import { isHost } from '../../enrolment/profiles/profile-host.ts';
import type { AskedCall, Fact } from '../../grants/reach.ts';
import { addressTarget, type HostPurpose, hostTarget } from '../../grants/standing.ts';
import type { Services } from '../../services.ts';
import {
  certificateFacts,
  type Described,
  each,
  lastTry,
  listed,
  mostBelieved,
  once,
  type Reaches,
  tokenFact,
} from './reach-parts.ts';

type ServerCalls = Extract<
  AskedCall,
  | `profiles.${string}`
  | 'requests.start'
  | `preflight.${string}`
  | 'renewals.submit'
  | 'renewals.submitMany'
  | `losses.${string}`
  | `revocation.${string}`
  | `servers.${string}`
  | `releases.${string}`
  | `webEnrolments.${string}`
>;

export function serverReaches(services: Services): Reaches<ServerCalls> {
  const { enrolment, imports, losses, updates } = services;
  const { profiles } = enrolment;

  async function profileOf(profileId: string): Promise<HeldProfile> {
    const held = (await profiles.list()).find(({ id }) => id === profileId);
    if (held === undefined) throw new AppError('not-found');
    return held;
  }

  const server = async (profileId: string, purpose: HostPurpose) => contact(await profileOf(profileId), purpose);

  async function asked({ urls, privateHosts }: { readonly urls: string[]; readonly privateHosts: string[] }) {
    if (urls.length === 0) return await Promise.resolve(null);
    const hosts = [...new Set(urls.map((url) => URL.parse(url)?.host ?? url))];
    const shown = [...new Set([...hosts, ...privateHosts])];
    if (shown.length > mostBelieved) throw new AppError('limit-exceeded', { limit: 'hosts' });
    const inside = privateHosts.map(
      (host) => ({ kind: 'ca-host', subject: { host, purpose: 'connect', network: 'private' } }) as const,
    );
    const facts = shown.map((host): Fact => ['host', host]);
    return once(facts, [...hosts.map((host) => hostTarget(host, 'connect')), ...inside]);
  }

  return {
    'profiles.confirm': async ({ id, typedHost }) => {
      const held = await profileOf(id);
      // Report typos before asking the user.
      if (!isHost(typedHost, held.host)) throw new AppError('host-mismatch');
      const { name, protocol, url, contact: { phone } = {} } = held.profile;
      if (protocol !== 'web') return contact(held, 'connect', [['name', name]]);
      // The page opens next, so one question covers host and address.
      const facts: Fact[] = [['name', name], ...hostFacts(held), ['address', url]];
      if (phone !== undefined) facts.push(['phone', phone]);
      return once(facts, [hostTarget(new URL(url).host, 'connect'), addressTarget(url)]);
    },
    'profiles.replace': async ({ pending }) => {
      const profile = profiles.pendingProfile(pending);
      // The call itself reports the expired profile.
      if (profile === null) return await Promise.resolve(null);
      return each(
        [
          ['name', profile.name],
          ['address', profile.url],
        ],
        [JSON.stringify(profile)],
      );
    },
    'requests.start': async ({ profileId, token }) => {
      const held = await profileOf(profileId);
      const isServer = held.profile.protocol === 'est' || held.profile.protocol === 'cmp';
      const reached = isServer ? contact(held, 'connect') : null;
      if (token?.confirmedLastTry !== true) return reached;
      return lastTry([await tokenFact(services, token.tokenId), ...(reached?.facts ?? [])]);
    },
    'preflight.server': async ({ profileId, contact: agreed }) => (agreed ? await server(profileId, 'connect') : null),
    'renewals.submit': async ({ profileId }) => server(profileId, 'send'),
    'renewals.submitMany': async ({ certificates }) => {
      const guideOf = await findGuides(enrolment);
      const hosts = certificates.flatMap((sha256) => {
        const held = guideOf(sha256);
        return held === null ? [] : [new URL(held.profile.url).host];
      });
      const facts = await certificateFacts(services, certificates);
      return each(
        [['count', String(certificates.length)], ...listed('host', [...new Set(hosts)]), ...facts],
        [...hosts, ...certificates],
      );
    },
    'losses.revoke': async ({ sha256, profileId }) => {
      const { authority } = await losses.sheet({ sha256, profileId });
      // The call itself reports the missing profile.
      if (!authority?.profileId) return null;
      return each([
        ...(await certificateFacts(services, [sha256])),
        ...hostFacts(await profileOf(authority.profileId)),
      ]);
    },
    'revocation.check': asked,
    'revocation.fetchIssuers': asked,
    'servers.look': async ({ profileId }) => server(profileId, 'connect'),
    'servers.accept': async ({ profileId, sha256 }) => {
      const { host } = await profileOf(profileId);
      return each([
        ['host', host.unicode],
        ['sha256', sha256],
      ]);
    },
    'servers.acceptFile': async ({ profileId, draftId }) => {
      const { host } = await profileOf(profileId);
      const { report } = await imports.inspect({ draftId, password: null });
      // The call itself reports the problem with the file.
      if (report.diagnosis.code !== 'opened') return null;
      const found = imports.found(draftId).certificates.map(({ fields }) => fields.sha256);
      return each([['host', host.unicode], ...listed('sha256', found)], found);
    },
    'servers.ask': async ({ id, token }) => {
      const request = (await enrolment.requests()).find((known) => known.id === id);
      if (request === undefined) throw new AppError('not-found');
      const reached = await server(profileOfRequest(await profiles.list(), request).id, 'send');
      if (token?.confirmedLastTry !== true) return reached;
      return lastTry([await tokenFact(services, token.tokenId), ...(reached?.facts ?? [])]);
    },
    // Builds without an update server contact no host.
    'releases.check': async () => {
      const { host } = updates;
      return await Promise.resolve(host === null ? null : once([['host', host]], [hostTarget(host, 'connect')]));
    },
    'releases.openPage': async () => {
      const { host } = updates;
      return await Promise.resolve(host === null ? null : each([['host', host]]));
    },
    'webEnrolments.openAddress': async ({ profileId }) => {
      const held = await profileOf(profileId);
      return once([...hostFacts(held), ['address', held.profile.url]], [addressTarget(held.profile.url)]);
    },
  };
}

function contact(held: HeldProfile, purpose: HostPurpose, facts: readonly Fact[] = []): Described {
  return once([...facts, ...hostFacts(held)], [hostTarget(new URL(held.profile.url).host, purpose)]);
}

function hostFacts({ profile, host }: HeldProfile): Fact[] {
  const spelled: Fact[] = host.unicode === host.ascii ? [] : [['name', host.unicode]];
  return [['host', new URL(profile.url).host], ...spelled];
}

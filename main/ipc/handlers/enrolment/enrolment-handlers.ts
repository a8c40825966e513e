// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { isServerProtocol } from '../../../../shared/domain/trust/server-protocol.ts';
import type { CallInput } from '../../../../shared/ipc/contract.ts';
import type { KeyAlgorithm } from '../../../../shared/schemas/enrolment/key-algorithm.ts';
import { exampleProfiles, profileTemplate } from '../../../enrolment/profiles/examples.ts';
import type { KeptRequest, NewKeyPlace } from '../../../enrolment/requests/new-request.ts';
import { usualAlgorithm } from '../../../enrolment/requests/usual-algorithm.ts';
import { writeRequestFile, writeTextFile } from '../../../exports/request-file.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { Services } from '../../../services.ts';
import type { CallContext, HandlerParts, Handlers } from '../../handler-types.ts';
import { writeTo } from '../../places.ts';

export function profileHandlers({
  host,
  services: {
    enrolment: { profiles },
  },
  language,
  places,
}: HandlerParts) {
  return {
    list: async () => ({ profiles: await profiles.list(), examples: exampleProfiles() }),
    writeTemplate: async ({ destinationId }) =>
      await writeTo(places, destinationId, 'profile-template', async (output) => ({
        displayPath: output.path,
        bytes: await writeTextFile(output, profileTemplate()),
      })),
    chooseFile: async () => {
      const words = dialogWords(language());
      const [path] = await host.openFiles({
        title: words.profileTitle,
        filters: [
          { name: words.profileFiles, extensions: ['json'] },
          { name: words.allFiles, extensions: ['*'] },
        ],
      });
      if (path === undefined) return { outcome: 'cancelled' };
      return { outcome: 'imported', profile: await profiles.importFile(path) };
    },
  } satisfies Partial<Handlers['profiles']>;
}

export function requestHandlers({ services: { enrolment, tokens }, places }: HandlerParts) {
  return {
    list: async () => ({ requests: await enrolment.requests() }),
    settle: async () => ({ requests: await enrolment.pending() }),
    start: createStartRequest({ enrolment, tokens }),
    pem: async ({ id }) => ({ pem: await enrolment.pemOf(id) }),
    write: async ({ id, destinationId }) =>
      await writeTo(places, destinationId, 'request', async (output) => ({
        displayPath: output.path,
        bytes: await writeRequestFile(output, await enrolment.pemOf(id)),
      })),
    takeReply: enrolment.takeReplyDraft,
  } satisfies Partial<Handlers['requests']>;
}

function createStartRequest({ enrolment, tokens }: Pick<Services, 'enrolment' | 'tokens'>) {
  return async (
    { profileId, algorithm, token: onToken, authorityKey, subject, ...wanted }: CallInput<'requests.start'>,
    run: CallContext,
  ): Promise<KeptRequest> => {
    const held = (await enrolment.profiles.list()).find(({ id }) => id === profileId);
    if (held === undefined) throw new AppError('not-found');
    const { protocol, keyTypes } = held.profile;
    if (protocol !== 'manual' && !isServerProtocol(protocol)) {
      throw new AppError('protocol-unsupported', { protocol: protocol.toUpperCase() });
    }
    if (algorithm !== null && keyTypes?.includes(algorithm) === false) {
      throw new AppError('invalid-input', { field: 'algorithm' });
    }
    if (isServerProtocol(protocol) && held.confirmedAt === null) throw new AppError('not-confirmed');
    if (authorityKey !== null && (onToken !== null || protocol !== 'est')) {
      throw new AppError('authority-key-place', { place: onToken === null ? protocol.toUpperCase() : 'USB' });
    }
    enrolment.checkSubject(subject, held.profile);

    const keyPlace = async (): Promise<NewKeyPlace> => {
      if (authorityKey !== null) return { in: 'authority', ...authorityKey };
      if (onToken === null) return { in: 'vault' };
      const { tokenId, pin, soPin, confirmedLastTry } = onToken;
      const token = (await tokens.list({ refresh: false }, run)).tokens.find(({ id }) => id === tokenId);
      if (token === undefined) throw new AppError('token-not-found');
      return { in: 'token', token, label: null, pins: { pin, soPin, confirmedLastTry }, run };
    };
    const make = async (kind: KeyAlgorithm): Promise<KeptRequest> =>
      enrolment.request(held, { holder: { subject }, algorithm: kind, key: await keyPlace(), ...wanted });

    if (protocol === 'manual') return await make(algorithm ?? usualAlgorithm(held.profile));
    let made: KeptRequest | null = null;
    const ask = { trust: { anchorFile: null, pin: null }, login: null, acceptNames: false, run };
    await enrolment[protocol].start(held, algorithm, ask, async (kind) => {
      made = await make(kind);
      return made.request;
    });
    if (made === null) throw new AppError('internal');
    return made;
  };
}

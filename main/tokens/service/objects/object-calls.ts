// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { tokenAddress } from '../../../../shared/domain/secrets/token-address.ts';
import { pemBlock } from '../../../formats/writers/write-pem.ts';
import { takeInFromStore } from '../../../vault/records/installed/take-in.ts';
import { writeName } from '../../../x509/names/write-name.ts';
import type { TokensService } from '../../tokens-service.ts';
import { importIdentity } from './import-identity.ts';
import { objectNamed, type ObjectListings } from './object-listings.ts';
import { spkiSha256Of } from './object-view.ts';
import type { ConnectedTokens } from '../connected-tokens.ts';
import { makeRequest, makeSelfSigned } from '../keys/requests.ts';
import { keyNamed, keyOf, keyWithSpki, readAll, testSignature } from '../keys/token-key.ts';
import { isSkf, type TokenWork } from '../token-work.ts';
import type { TokensParts } from '../tokens-parts.ts';
import { againWhenOccupied, besideKeys, fromVault, writeCertificates } from './write-objects.ts';

type ObjectCalls = Pick<
  TokensService,
  | 'objects'
  | 'generate'
  | 'csr'
  | 'signRequest'
  | 'selfSign'
  | 'writeCertificate'
  | 'importIdentity'
  | 'delete'
  | 'testKey'
  | 'takeIn'
>;

export interface ObjectParts {
  readonly parts: TokensParts;
  readonly connectedTokens: ConnectedTokens;
  readonly work: TokenWork;
  readonly listings: ObjectListings;
  readonly changed: (tokenId: string) => void;
}

export function objectCalls({ parts, connectedTokens, work, listings, changed }: ObjectParts): ObjectCalls {
  const { foreign } = parts;

  async function changing<T>(tokenId: string, change: () => Promise<T>): Promise<T> {
    try {
      return await change();
    } finally {
      changed(tokenId);
    }
  }

  return {
    objects: listings.page,
    generate: async ({ tokenId, algorithm, label, ...pins }, run) =>
      changing(tokenId, async () => {
        run.progress(null, 'generating');
        const { written } = await work.change(tokenId, pins, {
          write: async (session) => session.generate(algorithm, label),
          test: async (session, key, device) => {
            if (key.publicKey === null) throw new AppError('verification-failed', { what: 'public-key' });
            try {
              await testSignature(session, foreign, keyOf(key, key.publicKey), 'verification-failed');
            } catch (error) {
              // Delete the key, or its container's name stays taken.
              if (isSkf(device.chosen)) await session.destroy(key.id).catch(() => undefined);
              throw error;
            }
          },
        });
        const spkiSha256 = spkiSha256Of(written);
        if (spkiSha256 === null) throw new AppError('verification-failed', { what: 'public-key' });
        return { objectId: written.id, spkiSha256 };
      }),
    csr: async ({ tokenId, objectId, subject, ...pins }) =>
      work.asUser(tokenId, pins, async (session) => {
        const key = await keyNamed(session, foreign, objectId);
        const holder = { subject: writeName(subject), alternativeNames: null };
        const der = await makeRequest(session, key, { holder, challengePassword: null });
        return { pem: Buffer.from(pemBlock('CERTIFICATE REQUEST', der)).toString('ascii') };
      }),
    signRequest: async ({ tokenId, spkiSha256, holder, challengePassword, ...pins }) => {
      const octets = typeof holder === 'string' ? { subject: writeName(holder), alternativeNames: null } : holder;
      return await work.asUser(tokenId, pins, async (session) => {
        const key = await keyWithSpki(session, foreign, spkiSha256);
        return await makeRequest(session, key, { holder: octets, challengePassword });
      });
    },
    selfSign: async ({ tokenId, objectId, subject, days, ...pins }) =>
      changing(tokenId, async () => {
        const { written } = await work.change(tokenId, pins, {
          prepare: async (session) => {
            const key = await keyNamed(session, foreign, objectId);
            const der = await makeSelfSigned(session, key, { subject, notBefore: parts.now(), days });
            const [fields] = (await foreign.run('readFields', { certificates: [der] })).fields;
            if (!fields) throw new AppError('verification-failed', { what: 'certificate' });
            return { der, fields, label: key.object.label, keyId: key.object.keyId };
          },
          write: async (session, _device, made) => {
            if (made === null) throw new AppError('internal');
            await againWhenOccupied(async () => writeCertificates(parts, session, [made]));
            return made.fields.sha256;
          },
        });
        return { sha256: written };
      }),
    writeCertificate: async ({ tokenId, sha256, withChain, ...pins }) =>
      changing(tokenId, async () => {
        const outgoing = await fromVault(parts, sha256, withChain);
        const { written } = await work.change(tokenId, pins, {
          write: async (session, device) =>
            againWhenOccupied(async () => {
              const places = await besideKeys(session, device, outgoing);
              const reports = await writeCertificates(parts, session, places.certificates);
              return { reports, withKey: places.withKey };
            }),
        });
        const count = written.reports.filter((each) => each !== null).length;
        return { written: count, already: written.reports.length - count, withKey: written.withKey };
      }),
    importIdentity: async ({ tokenId, sha256, withChain, label, ...pins }, run) =>
      changing(tokenId, async () => {
        run.progress(null, 'copying');
        const vault = await parts.vault.require();
        const [certificate, ...issuers] = await fromVault(parts, sha256, withChain);
        if (!certificate) throw new AppError('not-found');
        const name = label ?? certificate.label ?? certificate.fields.displayName;
        const { key } = await vault.withPrivateKey(sha256, async (pkcs8) =>
          importIdentity(parts, work, tokenId, pins, { certificate, issuers, pkcs8, label: name }),
        );
        return { objectId: key.id, sealed: key.exportable === null ? null : !key.exportable };
      }),
    delete: async ({ tokenId, objectId, typedLabel, ...pins }) =>
      changing(tokenId, async () => {
        // Also search the earlier listing, because a new read may be partial.
        const listed = await listings.whole(tokenId, { fresh: false });
        await work.change(tokenId, pins, {
          write: async (session) => {
            const objects = [...(await readAll(session)), ...listed.map(({ report }) => report)];
            const object = objects.find(({ id }) => id === objectId);
            if (!object) throw new AppError('not-found');
            const names = [object.label, object.id.slice(0, 8)].filter((name) => name !== '');
            if (!names.includes(typedLabel)) throw new AppError('not-confirmed');
            await session.destroy(objectId);
          },
        });
        return {};
      }),
    testKey: async ({ tokenId, objectId, ...pins }) =>
      work.asUser(tokenId, pins, async (session) => {
        const key = await keyNamed(session, foreign, objectId);
        await testSignature(session, foreign, key, 'proof-failed');
        return { at: parts.now().toISOString() };
      }),
    takeIn: async ({ tokenId, objectIds }) => {
      const objects = await listings.whole(tokenId, { fresh: false });
      const { chosen } = await connectedTokens.find(tokenId);
      const { label, serial, flags } = chosen.token;
      const hidesKeys = flags.loginRequired && !chosen.slot.keptOpen;
      const keyed = new Set(objects.flatMap(({ view }) => (view.class === 'private-key' ? [view.pair] : [])));
      const found = objectIds.map((id) => {
        const { report, fields, view } = objectNamed(objects, id);
        if (report.certificate === null) throw new AppError('not-found');
        if (fields === null) throw new AppError('damaged');
        const friendlyName = report.label === '' ? null : report.label;
        const key = keyed.has(view.pair) ? 'seen' : hidesKeys ? 'unseen' : 'none';
        return {
          certificate: { der: report.certificate, fields, friendlyName },
          token: tokenAddress({ serial, keyId: report.keyId, key }),
        };
      });
      const vault = await parts.vault.requireOrCreate();
      const place = { name: label || serial, path: null, at: parts.now() };
      let added = 0;
      for (const { certificate, token } of found) {
        const done = await takeInFromStore(vault, { certificates: [certificate], keys: [] }, { ...place, token });
        added += done.added.length;
      }
      changed(tokenId);
      return { added, known: found.length - added };
    },
  };
}

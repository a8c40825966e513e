// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { TokenObject } from '../../../../shared/schemas/token.ts';
import type { CallInput, CallOutput } from '../../../../shared/ipc/contract.ts';
import type { CertificateFields } from '../../../x509/certificate/certificate-fields.ts';
import type { ObjectReport } from '../../module-port.ts';
import { createPairs, objectView } from './object-view.ts';
import type { TokenWork } from '../token-work.ts';
import type { TokensParts } from '../tokens-parts.ts';

export interface ListedObject {
  readonly report: ObjectReport;
  readonly fields: CertificateFields | null;
  readonly view: TokenObject;
}

export interface ObjectListings {
  page(input: CallInput<'tokens.objects'>): Promise<CallOutput<'tokens.objects'>>;
  whole(tokenId: string, options: { readonly fresh: boolean }): Promise<readonly ListedObject[]>;
  forget(tokenId: string | null): void;
}

interface Listing {
  readonly rows: ListedObject[];
  readonly publicOnly: boolean;
  readonly readAt: string;
  complete: boolean;
  failed: Error | null;
  more: PromiseWithResolvers<void>;
}

export function createObjectListings(
  parts: Pick<TokensParts, 'foreign' | 'vault' | 'now'>,
  work: TokenWork,
  showsAll: (tokenId: string) => boolean,
): ObjectListings {
  const listings = new Map<string, Listing>();

  function start(tokenId: string): Listing {
    const listing: Listing = {
      rows: [],
      publicOnly: !showsAll(tokenId),
      readAt: parts.now().toISOString(),
      complete: false,
      failed: null,
      more: Promise.withResolvers(),
    };
    listings.set(tokenId, listing);
    void read(tokenId, listing);
    return listing;
  }

  async function read(tokenId: string, listing: Listing): Promise<void> {
    const pairs = createPairs();
    let reading = Promise.resolve();
    const tell = (): void => {
      const previous = listing.more;
      listing.more = Promise.withResolvers();
      previous.resolve();
    };
    const take = async (objects: readonly ObjectReport[]): Promise<void> => {
      const fields = await fieldsOf(objects);
      const vault = await parts.vault.current().catch(() => null);
      for (const [index, report] of objects.entries()) {
        const own = fields[index] ?? null;
        const inVault = own !== null && vault !== null && vault.getRow(own.sha256) !== null;
        listing.rows.push({ report, fields: own, view: objectView(report, own, pairs.of(report, own), inVault) });
      }
      tell();
    };
    try {
      await work.look(tokenId, async (session) =>
        session.objects((objects) => {
          reading = reading.then(async () => take(objects));
          // The error is thrown below.
          reading.catch(() => undefined);
        }),
      );
      await reading;
      listing.complete = true;
    } catch (error) {
      listing.failed = error instanceof Error ? error : new AppError('internal', {}, { cause: error });
      if (listings.get(tokenId) === listing) listings.delete(tokenId);
    }
    tell();
  }

  async function fieldsOf(objects: readonly ObjectReport[]): Promise<(CertificateFields | null)[]> {
    const certificates = objects.flatMap(({ certificate }) => (certificate === null ? [] : [certificate]));
    if (certificates.length === 0) return objects.map(() => null);
    const { fields } = await parts.foreign.run('readFields', { certificates });
    const next = fields[Symbol.iterator]();
    return objects.map(({ certificate }) => (certificate === null ? null : (next.next().value ?? null)));
  }

  async function until(listing: Listing, rows: number): Promise<void> {
    while (!listing.complete && listing.failed === null && listing.rows.length < rows) await listing.more.promise;
    if (listing.failed !== null) throw listing.failed;
  }

  return {
    async page({ tokenId, fresh, offset, limit }) {
      const listing = (fresh ? undefined : listings.get(tokenId)) ?? start(tokenId);
      await until(listing, offset + 1);
      return {
        objects: listing.rows.slice(offset, offset + limit).map(({ view }) => view),
        read: listing.rows.length,
        complete: listing.complete,
        publicOnly: listing.publicOnly,
        readAt: listing.readAt,
      };
    },
    async whole(tokenId, { fresh }) {
      const listing = (fresh ? undefined : listings.get(tokenId)) ?? start(tokenId);
      await until(listing, Number.POSITIVE_INFINITY);
      return listing.rows;
    },
    forget(tokenId) {
      if (tokenId === null) listings.clear();
      else listings.delete(tokenId);
    },
  };
}

export function objectNamed(objects: readonly ListedObject[], objectId: string): ListedObject {
  const found = objects.find(({ report }) => report.id === objectId);
  if (!found) throw new AppError('not-found');
  return found;
}

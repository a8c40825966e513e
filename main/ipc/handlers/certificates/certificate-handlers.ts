// SPDX-License-Identifier: Apache-2.0
import { writeListFile } from '../../../exports/list-file.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';
import { writeTo } from '../../places.ts';

export function listFileHandlers({ services: { certificates }, places }: HandlerParts) {
  return {
    write: async ({ destinationId, format, query, sha256s }) =>
      await writeTo(places, destinationId, `list-${format}`, async (output) => {
        const all = { offset: 0, limit: Number.MAX_SAFE_INTEGER, facets: false };
        // Groups would repeat certificates per tag. Collapsed expired rows are exported too.
        const expired = query.expired === 'folded' ? 'shown' : query.expired;
        const opened = [...(query.opened ?? []), ...(sha256s ?? [])];
        const listed = { ...query, group: 'none', expired, opened } as const;
        const page = await certificates.page({ query: listed, ...all });
        const chosen = sha256s && new Set(sha256s);
        const own = page.rows.filter(({ inVault, sha256 }) => inVault && chosen?.has(sha256) !== false);
        const rows = own.map(({ inVault: _inVault, where: _where, part: _part, ...summary }) => summary);
        const bytes = await writeListFile(output, format, rows, query.language);
        const over = rows.filter(({ status }) => status === 'expired');
        return { displayPath: output.path, bytes, certificates: rows.length, expired: over.length };
      }),
  } satisfies Handlers['list'];
}

export function deletionHandlers({ services: { deletion } }: HandlerParts) {
  return {
    list: async () => ({ certificates: await deletion.list() }),
  } satisfies Partial<Handlers['deletion']>;
}

export function watchedHandlers({ services: { watched } }: HandlerParts) {
  return {
    list: async () => ({ entries: await watched.list() }),
  } satisfies Partial<Handlers['watched']>;
}

// SPDX-License-Identifier: Apache-2.0
import { writeListFile } from '../../../exports/list-file.ts';
import type { Services } from '../../../services.ts';
import type { Handlers } from '../../handler-types.ts';
import type { Places } from '../../places.ts';

export function listFileHandlers({ certificates }: Services, places: Places): Pick<Handlers, 'list.write'> {
  return {
    'list.write': async ({ destinationId, format, query }) => {
      const output = places.take(destinationId, `list-${format}`);
      try {
        // Groups would repeat certificates per tag.
        const all = { offset: 0, limit: Number.MAX_SAFE_INTEGER, facets: false };
        const { rows } = await certificates.page({ ...query, group: 'none' }, all);
        const bytes = await writeListFile(output, format, rows);
        return { displayPath: output.path, bytes, certificates: rows.length };
      } catch (error) {
        places.restore(destinationId, output);
        throw error;
      }
    },
  };
}

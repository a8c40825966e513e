import type { DestinationHandles } from '../../destinations/destination-handles.ts';
import { writeListFile } from '../../exports/list-file.ts';
import type { Services } from '../../services.ts';
import type { Handlers } from '../handler-types.ts';

export function listFileHandlers(
  { certificates }: Services,
  destinations: DestinationHandles,
): Pick<Handlers, 'list.write'> {
  return {
    'list.write': async ({ destinationId, format, query }) => {
      const output = destinations.take(destinationId);
      try {
        // Groups would name a certificate under each of its tags; a table has each once.
        const all = { offset: 0, limit: Number.MAX_SAFE_INTEGER, facets: false };
        const { rows } = await certificates.page({ ...query, group: 'none' }, all);
        const bytes = await writeListFile(output, format, rows);
        return { displayPath: output.path, bytes, certificates: rows.length };
      } catch (error) {
        destinations.restore(destinationId, output);
        throw error;
      }
    },
  };
}

// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { Host } from '../../../hosts/host.ts';
import type { Services } from '../../../services.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { Handlers } from '../../handler-types.ts';

type DiscoveryCalls = Extract<keyof Handlers, `discovery.${string}`>;

/** The page has ids, not paths (STYLE 5); typed ones are checked. */
export function discoveryHandlers(
  host: Host,
  { discovery }: Services,
  language: () => string,
): Pick<Handlers, DiscoveryCalls> {
  const folders = new Map<string, string>();
  const hold = (path: string): { folderId: string; displayPath: string } => {
    const folderId = [...folders].find(([, held]) => held === path)?.[0] ?? randomUUID();
    folders.set(folderId, path);
    return { folderId, displayPath: path };
  };
  const nothing = (act: () => void) => async (): Promise<Record<string, never>> => {
    act();
    return await Promise.resolve({});
  };
  return {
    'discovery.places': async () => ({
      places: (await discovery.suggestedFolders()).map(({ path, ...rest }) => ({ ...hold(path), ...rest })),
    }),
    'discovery.chooseFolder': async () => {
      const title = dialogWords(language()).searchTitle;
      const answer = await host.openFolder({ title, suggestedPath: homedir() });
      if (answer.outcome === 'cancelled') return answer;
      return { outcome: 'chosen', ...hold(await discovery.checkFolder(answer.path, homedir())) };
    },
    'discovery.start': async ({ folderIds, lookFor }) => {
      const paths = folderIds.map((id) => {
        const path = folders.get(id);
        if (path === undefined) throw new AppError('draft-expired');
        return path;
      });
      discovery.start(paths, { lookFor });
      return await Promise.resolve({});
    },
    'discovery.pause': nothing(() => discovery.pause()),
    'discovery.resume': nothing(() => discovery.resume()),
    'discovery.cancel': nothing(() => discovery.cancel()),
    'discovery.results': async (query) => discovery.results(query),
    'discovery.import': async ({ ids }, run) => discovery.import(ids, run),
    'discovery.openDraft': async ({ id }) => ({ draftId: await discovery.openDraft(id) }),
  };
}

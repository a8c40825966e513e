// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';

export function discoveryHandlers({ host, services: { discovery }, language }: HandlerParts) {
  const folders = new Map<string, string>();
  const hold = (path: string): { folderId: string; displayPath: string } => {
    const folderId = [...folders].find(([, held]) => held === path)?.[0] ?? randomUUID();
    folders.set(folderId, path);
    return { folderId, displayPath: path };
  };
  return {
    places: async () => ({
      places: (await discovery.suggestedFolders()).map(({ path, ...rest }) => ({ ...hold(path), ...rest })),
    }),
    chooseFolder: async () => {
      const title = dialogWords(language()).searchTitle;
      const answer = await host.openFolder({ title, suggestedPath: homedir() });
      if (answer.outcome === 'cancelled') return answer;
      return { outcome: 'chosen', ...hold(await discovery.checkFolder(answer.path, homedir())) };
    },
    start({ folderIds, lookFor }) {
      const paths = folderIds.map((id) => {
        const path = folders.get(id);
        if (path === undefined) throw new AppError('draft-expired');
        return path;
      });
      discovery.start(paths, { lookFor });
    },
  } satisfies Partial<Handlers['discovery']>;
}

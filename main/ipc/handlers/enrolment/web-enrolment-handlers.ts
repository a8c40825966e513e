// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import type { HeldProfile } from '../../../../shared/schemas/enrolment/enrolment.ts';
import { dialogWords } from '../../dialog-words.ts';
import type { HandlerParts, Handlers } from '../../handler-types.ts';
import { createHandleRegistry } from '../../handle-registry.ts';

export function webEnrolmentHandlers({
  host,
  services: { enrolment, discovery, losses, stores },
  settings,
  language,
}: HandlerParts) {
  const { webEnrolments, profiles } = enrolment;
  const folders = createHandleRegistry((path: string) => path);
  const hold = (path: string) => ({ folderId: folders.hold(path), displayPath: path });

  async function profileOf(profileId: string): Promise<HeldProfile> {
    const held = (await profiles.list()).find(({ id }) => id === profileId);
    if (held === undefined) throw new AppError('not-found');
    return held;
  }

  async function suggested(): Promise<string | null> {
    const chosen = settings.get().downloadFolder;
    const there = chosen === null ? null : await discovery.checkFolder(chosen, homedir()).catch(() => null);
    if (there !== null) return there;
    return (await discovery.suggestedFolders()).find(({ kind }) => kind === 'downloads')?.path ?? null;
  }

  function taken(folderId: string | null): string | null {
    if (folderId === null) return null;
    const folder = folders.get(folderId);
    if (settings.get().downloadFolder !== folder) settings.change({ downloadFolder: folder });
    return folder;
  }

  return {
    list: async () => ({ webEnrolments: await webEnrolments.waiting() }),
    place: async () => {
      const place = await suggested();
      return { place: place === null ? null : hold(place), canOpen: host.canOpenAddress };
    },
    chooseFolder: async () => {
      const title = dialogWords(language()).downloadsTitle;
      const answer = await host.openFolder({ title, suggestedPath: homedir() });
      if (answer.outcome === 'cancelled') return answer;
      return { outcome: 'chosen', ...hold(await discovery.checkFolder(answer.path, homedir())) };
    },
    start: async ({ profileId, folderId, ...wanted }) =>
      webEnrolments.start(profileId === null ? null : await profileOf(profileId), {
        ...wanted,
        folder: taken(folderId),
      }),
    move: async ({ id, folderId }) => webEnrolments.move(id, taken(folderId)),
    openAddress: async ({ profileId, storeId }) => {
      const { profile, confirmedAt } = await profileOf(profileId);
      if (confirmedAt === null) throw new AppError('not-confirmed');
      const browser = storeId === null ? null : await stores.browserOf(storeId);
      if (browser !== null && (await host.openAddress(profile.url, browser))) {
        return { opened: true, browser: browser.name, failed: null };
      }
      return { opened: await host.openAddress(profile.url, null), browser: null, failed: browser?.name ?? null };
    },
    authorityOf: async ({ sha256 }) => {
      const authority = await webEnrolments.authorityOf(sha256);
      const held = (await profiles.list()).find(
        (each) => each.profile.name === authority?.name && each.host.ascii === authority.host,
      );
      return { profileId: held?.id ?? null, phone: await losses.phoneOf(sha256) };
    },
    link: async ({ sha256, profileId }) => {
      await webEnrolments.link(await profileOf(profileId), sha256);
    },
  } satisfies Partial<Handlers['webEnrolments']>;
}

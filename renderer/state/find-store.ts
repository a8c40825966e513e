// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { goTo } from './route-store.ts';

/** The certificate whose copies are looked for. */
export interface LookFor {
  readonly sha256: string;
  readonly name: string;
}

export interface FolderToSearch {
  readonly folderId: string;
  readonly displayPath: string;
}

interface FindState {
  readonly lookFor: LookFor | null;
  /** Folders that the person added; they stay while the window is open. */
  readonly added: readonly FolderToSearch[];
  /** Ids of the folders to search; null until main has told which ones it proposes. */
  readonly chosen: ReadonlySet<string> | null;
}

/** What is asked for in the room 查找证书; what was found is main's. */
export const useFind = create<FindState>()(() => ({ lookFor: null, added: [], chosen: null }));

/** Opens the room for the copies of one certificate. */
export function lookForCopies(lookFor: LookFor): void {
  useFind.setState({ lookFor });
  goTo('find');
}

export function lookForAll(): void {
  useFind.setState({ lookFor: null });
}

export function addFolder(folder: FolderToSearch): void {
  useFind.setState(({ added, chosen }) => ({
    added: [...added.filter(({ folderId }) => folderId !== folder.folderId), folder],
    chosen: new Set(chosen).add(folder.folderId),
  }));
}

export function chooseFolders(chosen: ReadonlySet<string>): void {
  useFind.setState({ chosen });
}

// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { goTo } from './route-store.ts';

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
  readonly added: readonly FolderToSearch[];
  readonly chosen: ReadonlySet<string> | null;
}

export const useFind = create<FindState>()(() => ({ lookFor: null, added: [], chosen: null }));

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

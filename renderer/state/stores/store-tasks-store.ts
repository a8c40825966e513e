// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

export interface NamedCertificate {
  readonly sha256: string;
  readonly displayName: string;
}

/** One certificate in one store. */
export interface PlacedCertificate extends NamedCertificate {
  readonly storeId: string;
  readonly storeName: string;
}

/** What a dialog does with certificates in stores; opened from list, detail, import and the room itself. */
export type StoreTask =
  /** Without certificates the dialog asks which. */
  | { readonly kind: 'install'; readonly certificates: readonly NamedCertificate[]; readonly storeId?: string }
  | { readonly kind: 'prove'; readonly placed: PlacedCertificate }
  | { readonly kind: 'remove'; readonly candidates: readonly PlacedCertificate[] }
  /** `hardware`: the key is on a U盾 and stays there. */
  | { readonly kind: 'take-in'; readonly placed: PlacedCertificate; readonly hardware: boolean };

interface StoreTasksState {
  readonly task: StoreTask | null;
  /** Counts the tasks: a new one begins with empty fields. */
  readonly number: number;
}

export const useStoreTasks = create<StoreTasksState>()(() => ({ task: null, number: 0 }));

export function startStoreTask(task: StoreTask): void {
  useStoreTasks.setState(({ number }) => ({ task, number: number + 1 }));
}

/** Many at once: main gives the names when it tells what will happen. */
export function startInstall(sha256s: readonly string[]): void {
  startStoreTask({ kind: 'install', certificates: sha256s.map((sha256) => ({ sha256, displayName: '' })) });
}

export function endStoreTask(): void {
  useStoreTasks.setState({ task: null });
}

// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

export interface NamedCertificate {
  readonly sha256: string;
  readonly displayName: string;
}

export interface PlacedCertificate extends NamedCertificate {
  readonly storeId: string;
  readonly storeName: string;
}

export type StoreTask =
  /** Empty: the dialog asks. */
  | { readonly kind: 'install'; readonly certificates: readonly NamedCertificate[]; readonly storeId?: string }
  | { readonly kind: 'test'; readonly placed: PlacedCertificate }
  | { readonly kind: 'remove'; readonly candidates: readonly PlacedCertificate[] }
  /** `hardware`: the key stays on its token. */
  | { readonly kind: 'take-in'; readonly placed: PlacedCertificate; readonly hardware: boolean };

interface StoreTasksState {
  readonly task: StoreTask | null;
  /** Task counter, resets the fields. */
  readonly number: number;
}

export const useStoreTasks = create<StoreTasksState>()(() => ({ task: null, number: 0 }));

export function startStoreTask(task: StoreTask): void {
  useStoreTasks.setState(({ number }) => ({ task, number: number + 1 }));
}

/** Main's plan supplies the names. */
export function startInstall(sha256s: readonly string[]): void {
  startStoreTask({ kind: 'install', certificates: sha256s.map((sha256) => ({ sha256, displayName: '' })) });
}

export function endStoreTask(): void {
  useStoreTasks.setState({ task: null });
}

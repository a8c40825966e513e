// SPDX-License-Identifier: Apache-2.0
import type { DialogInputs, NamedCertificate, PlacedCertificate } from '../dialogs/dialog-inputs.ts';
import { openDialog } from '../dialogs/dialogs-store.ts';
import { storesChanged } from './stores-store.ts';

export function startInstall(start: readonly NamedCertificate[], storeId: string | null = null): void {
  void openDialog('stores.install', { start, storeId }).then(storesChanged);
}

export function startInstallOf(sha256s: readonly string[]): void {
  startInstall(sha256s.map((sha256) => ({ sha256, displayName: '' })));
}

export function startKeyTest(placed: PlacedCertificate): void {
  void openDialog('stores.test', { placed }).then(storesChanged);
}

export function startRemoval(candidates: readonly PlacedCertificate[]): void {
  void openDialog('stores.remove', { candidates }).then(storesChanged);
}

export function startTakeIn(input: DialogInputs['stores.take-in']): void {
  void openDialog('stores.take-in', input).then(storesChanged);
}

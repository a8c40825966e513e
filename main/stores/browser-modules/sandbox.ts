// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { Store } from '../../../shared/schemas/store.ts';

/** `~/snap/NAME/…` and `~/.var/app/ID/…`, which a sandbox sees under the same path. */
const sandbox = /^(?<folder>\/.*\/(?<kind>snap|\.var\/app)\/(?<name>[^/]+))\//;

/**
 * Null: the browser of this store can load the module. Else the folder of its sandbox, where it could: Snap and Flatpak
 * have a /usr of their own. A snap loads what it ships, too (`/snap/firefox/current/…/opensc-pkcs11.so`, canonical's
 * firefox-snap#82). Never run in the real sandboxes.
 */
export function unseenFrom(store: Pick<Store, 'path'>, module: string): string | null {
  const { folder, kind, name } = sandbox.exec(`${store.path ?? ''}/`)?.groups ?? {};
  if (folder === undefined) return null;
  const shipped = kind === 'snap' ? [`/snap/${name}`] : [];
  return [folder, ...shipped].some((each) => path.resolve(module).startsWith(`${each}/`)) ? null : folder;
}

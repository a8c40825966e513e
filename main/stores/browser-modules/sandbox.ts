// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { Store } from '../../../shared/schemas/store.ts';

/** `~/snap/NAME/…` and `~/.var/app/ID/…`, which a sandbox sees under the same path. */
const sandbox = /^(?<folder>\/.*\/(?<kind>snap|\.var\/app)\/(?<name>[^/]+))\//;

/**
 * Null: this store's browser can load the module. Otherwise the sandbox folder where it could: Snap and Flatpak have a
 * separate /usr. A snap also loads what it ships (`/snap/firefox/current/…/opensc-pkcs11.so`, canonical's
 * firefox-snap#82). Never run in the real sandboxes.
 */
export function unseenFrom(store: Pick<Store, 'path'>, module: string): string | null {
  const { folder, kind, name } = sandbox.exec(`${store.path ?? ''}/`)?.groups ?? {};
  if (folder === undefined) return null;
  const shipped = kind === 'snap' ? [`/snap/${name}`] : [];
  return [folder, ...shipped].some((each) => path.resolve(module).startsWith(`${each}/`)) ? null : folder;
}

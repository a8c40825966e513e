// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import type { Store } from '../../../shared/schemas/store.ts';

/** Matches `~/snap/NAME/…` and `~/.var/app/ID/…`, which have the same path inside the sandbox. */
const sandbox = /^(?<folder>\/.*\/(?<kind>snap|\.var\/app)\/(?<name>[^/]+))\//;

/**
 * Returns null if the store's browser can load the module, otherwise the sandbox folder that must contain it.
 * Sandboxes have their own /usr, but a snap also loads modules from /snap/NAME (canonical's firefox-snap#82).
 */
export function unseenFrom(store: Pick<Store, 'path'>, module: string): string | null {
  const { folder, kind, name } = sandbox.exec(`${store.path ?? ''}/`)?.groups ?? {};
  if (folder === undefined) return null;
  const shipped = kind === 'snap' ? [`/snap/${name}`] : [];
  return [folder, ...shipped].some((each) => path.resolve(module).startsWith(`${each}/`)) ? null : folder;
}

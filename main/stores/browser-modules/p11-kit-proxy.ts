// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { smallText } from '../nss/small-text.ts';
import { modulesIn, type ListedModule } from './module-list.ts';

/** Fedora's NSS loads it with the system database (nss-p11-kit.config); Debian has none. */
const systemList = '/etc/crypto-policies/back-ends/nss.config';

export function hasP11KitProxy(listed: readonly ListedModule[], systemFile = systemList): boolean {
  return [...listed, ...systemModules(systemFile)].some(({ library }) =>
    path.basename(library).startsWith('p11-kit-proxy.'),
  );
}

function systemModules(file: string): ListedModule[] {
  try {
    return modulesIn(Buffer.from(smallText(file), 'utf8').toString('latin1'));
  } catch {
    return [];
  }
}

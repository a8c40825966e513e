// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { smallText } from '../nss/small-text.ts';
import { modulesIn, type ListedModule } from './module-list.ts';

/**
 * Fedora's NSS takes this file for each program that uses the system's own (its package nss, nss-p11-kit.config); what
 * stands in it has the form of pkcs11.txt. Debian's NSS knows no such file.
 */
const systemList = '/etc/crypto-policies/back-ends/nss.config';

/** Whether browsers with this list get every module of p11-kit's configuration through its proxy. */
export function hasP11KitProxy(listed: readonly ListedModule[], systemFile = systemList): boolean {
  return [...listed, ...systemModules(systemFile)].some(({ library }) =>
    path.basename(library).startsWith('p11-kit-proxy.'),
  );
}

function systemModules(file: string): ListedModule[] {
  try {
    return modulesIn(Buffer.from(smallText(file), 'utf8').toString('latin1'));
  } catch {
    // Not to be read as NSS does: nothing is known of it.
    return [];
  }
}

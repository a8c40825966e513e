// SPDX-License-Identifier: Apache-2.0
import type { PeerFolder } from './peer-tools.ts';

export type StoreType = 'JKS' | 'JCEKS';

export const keytoolKeys = {
  rsa: ['-keyalg', 'RSA', '-keysize', '2048'],
  ec: ['-keyalg', 'EC', '-groupname', 'secp256r1'],
  dsa: ['-keyalg', 'DSA', '-keysize', '2048'],
  ed25519: ['-keyalg', 'Ed25519'],
} as const;
export type KeytoolKey = keyof typeof keytoolKeys;

/** Runs keytool on one store. The password goes through a file, never argv. */
export function keytool(
  folder: PeerFolder,
  store: { readonly file: string; readonly type: StoreType; readonly password: string },
  command: string,
  ...options: readonly string[]
): Buffer {
  const passwordFile = folder.write(`${store.file}.password`, store.password);
  return folder.run(
    'keytool',
    '-J-Dfile.encoding=UTF-8',
    '-J-Dsun.jnu.encoding=UTF-8',
    command,
    '-keystore',
    store.file,
    '-storetype',
    store.type,
    '-storepass:file',
    passwordFile,
    ...options,
  );
}

/** Returns alias and SHA-256 (lower-case hex) of each entry's first certificate from `keytool -list`. */
export function keytoolList(text: string): { alias: string; sha256: string }[] {
  const lines = [
    ...text.matchAll(/^(.+?), .*?,? ?(?:PrivateKeyEntry|trustedCertEntry),.*\n.*SHA-256\): ([0-9A-F:]+)/gm),
  ];
  return lines.map(([, alias = '', print = '']) => ({ alias, sha256: print.replaceAll(':', '').toLowerCase() }));
}

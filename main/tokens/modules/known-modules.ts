// SPDX-License-Identifier: Apache-2.0
import { win32 } from 'node:path';
import { libraryFolders } from './library-folders.ts';

export interface KnownPath {
  readonly name: string;
  readonly path: string;
}

/**
 * Sources: Debian packages, and the installation guides of SafeNet Authentication Client, Thales Luna, AWS CloudHSM,
 * Feitian ePass2003, Watchdata, Bit4id, cryptovision, SafeSign and Rutoken. CFCA, ICBC and CCB publish no paths.
 * The Windows and macOS paths are untested (未验证).
 */
const linux: readonly (readonly [name: string, ...paths: string[]])[] = [
  ['OpenSC', 'opensc-pkcs11.so', 'pkcs11/opensc-pkcs11.so'],
  ['SoftHSM 2', 'softhsm/libsofthsm2.so', 'pkcs11/libsofthsm2.so', '/usr/local/lib/softhsm/libsofthsm2.so'],
  ['YubiKey (ykcs11)', 'libykcs11.so', 'libykcs11.so.2'],
  ['TPM 2.0 (tpm2-pkcs11)', 'pkcs11/libtpm2_pkcs11.so', 'libtpm2_pkcs11.so'],
  ['SafeNet eToken', 'libeToken.so', 'pkcs11/libeToken.so'],
  ['SafeNet IDPrime', 'libIDPrimePKCS11.so', 'pkcs11/libIDPrimePKCS11.so'],
  ['Feitian ePass2003', 'libcastle.so.1.0.0', 'libcastle_v2.so.1.0.0'],
  ['Watchdata', 'libwdpkcs.so', 'watchdata/lib/libwdpkcs.so'],
  ['Bit4id', 'libbit4xpki.so', 'bit4id/libbit4xpki.so'],
  ['cryptovision sc/interface', 'libcvP11.so'],
  ['SafeSign', 'libaetpkss.so.3'],
  ['Rutoken ECP', 'librtpkcs11ecp.so', '/opt/aktivco/rutokenecp/amd64/librtpkcs11ecp.so'],
  ['AWS CloudHSM', '/opt/cloudhsm/lib/libcloudhsm_pkcs11.so'],
  ['Thales Luna', '/usr/safenet/lunaclient/lib/libCryptoki2_64.so'],
];

const windows: readonly (readonly [name: string, ...paths: string[]])[] = [
  ['OpenSC', String.raw`%ProgramFiles%\OpenSC Project\OpenSC\pkcs11\opensc-pkcs11.dll`],
  ['SoftHSM 2', String.raw`%SystemDrive%\SoftHSM2\lib\softhsm2-x64.dll`],
  ['YubiKey (ykcs11)', String.raw`%ProgramFiles%\Yubico\Yubico PIV Tool\bin\libykcs11.dll`],
  ['SafeNet eToken', 'eTPKCS11.dll'],
  [
    'SafeNet IDPrime',
    'IDPrimePKCS1164.dll',
    String.raw`%ProgramFiles%\SafeNet\Authentication\SAC\x64\IDPrimePKCS1164.dll`,
  ],
  ['Feitian ePass2003', 'eps2003csp11.dll'],
  ['Feitian ePass3003', 'ShuttleCsp11_3003.dll'],
  ['Watchdata', 'WDPKCS.dll'],
  ['HaiTai 海泰方圆', 'HtPkcs11.dll'],
  ['Bit4id', 'bit4xpki.dll'],
  ['cryptovision sc/interface', 'cvP11.dll'],
  ['SafeSign', 'aetpkss1.dll'],
  ['Rutoken ECP', 'rtPKCS11ECP.dll'],
  ['Thales Luna', String.raw`%ProgramFiles%\SafeNet\LunaClient\cryptoki.dll`],
];

const macos: readonly (readonly [name: string, ...paths: string[]])[] = [
  ['OpenSC', '/Library/OpenSC/lib/opensc-pkcs11.so'],
  ['OpenSC', '/opt/homebrew/lib/opensc-pkcs11.so', '/usr/local/lib/opensc-pkcs11.so'],
  ['SoftHSM 2', '/opt/homebrew/lib/softhsm/libsofthsm2.so', '/usr/local/lib/softhsm/libsofthsm2.so'],
  ['YubiKey (ykcs11)', '/opt/homebrew/lib/libykcs11.dylib', '/usr/local/lib/libykcs11.dylib'],
  ['SafeNet eToken', '/usr/local/lib/libeTPkcs11.dylib'],
  ['SafeNet IDPrime', '/usr/local/lib/libIDPrimePKCS11.dylib'],
  ['Feitian ePass2003', '/usr/local/lib/libcastle.1.0.0.dylib'],
  ['Longmai 龙脉', '/usr/local/lib/libcryptoid_pkcs11.dylib'],
  ['Bit4id', '/usr/local/lib/libbit4xpki.dylib'],
  ['cryptovision sc/interface', '/usr/local/lib/libcvP11.dylib'],
  ['SafeSign', '/usr/local/lib/libaetpkss.dylib'],
  ['Rutoken ECP', '/Library/Frameworks/rtpkcs11ecp.framework/rtpkcs11ecp'],
];

export interface KnownPathsOf {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export function knownPaths({ platform, arch, env }: KnownPathsOf): readonly KnownPath[] {
  const all = (table: readonly (readonly [string, ...string[]])[], expand: (path: string) => readonly string[]) =>
    table.flatMap(([name, ...paths]) => paths.flatMap(expand).map((path) => ({ name, path })));
  if (platform === 'darwin') return all(macos, (path) => [path]);
  if (platform === 'win32') return all(windows, (path) => windowsPath(path, env));
  const folders = libraryFolders(arch);
  return all(linux, (path) => (path.startsWith('/') ? [path] : folders.map((folder) => `${folder}/${path}`)));
}

export function windowsPath(path: string, env: KnownPathsOf['env']): readonly string[] {
  const [, variable, rest] = /^%(\w+)%(.*)$/.exec(path) ?? [];
  if (variable === undefined || rest === undefined) {
    return [win32.join(env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', path)];
  }
  const folder = env[variable];
  return folder === undefined ? [] : [folder + rest];
}

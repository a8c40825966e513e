// SPDX-License-Identifier: Apache-2.0
/** Maps Node's `process.arch` to `gcc -print-multiarch`. */
const multiarch: Readonly<Record<string, string>> = {
  x64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
  ia32: 'i386-linux-gnu',
  arm: 'arm-linux-gnueabihf',
  riscv64: 'riscv64-linux-gnu',
  ppc64: 'powerpc64le-linux-gnu',
  s390x: 's390x-linux-gnu',
  loong64: 'loongarch64-linux-gnu',
};

export function libraryFolders(arch: string): readonly string[] {
  const name = multiarch[arch];
  return [...(name === undefined ? [] : [`/usr/lib/${name}`]), '/usr/lib64', '/usr/lib', '/usr/local/lib'];
}

/** p11-kit's `p11_module_path`. Relative `module:` values resolve here. */
export function pkcs11Folders(arch: string): readonly string[] {
  return libraryFolders(arch).map((folder) => `${folder}/pkcs11`);
}

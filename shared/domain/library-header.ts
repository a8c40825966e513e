// SPDX-License-Identifier: Apache-2.0
export type LibraryKind = 'library' | '32-bit' | 'other-machine' | 'no-library';

/** Machine types in ELF (e_machine), PE (IMAGE_FILE_HEADER.Machine) and Mach-O (cputype) by `process.arch`. */
const machines: Readonly<Record<string, { readonly elf: number; readonly pe: number; readonly mach: number }>> = {
  x64: { elf: 62, pe: 0x8664, mach: 0x01000007 },
  arm64: { elf: 183, pe: 0xaa64, mach: 0x0100000c },
  ia32: { elf: 3, pe: 0x014c, mach: 7 },
  arm: { elf: 40, pe: 0x01c4, mach: 12 },
  riscv64: { elf: 243, pe: 0x5064, mach: -1 },
  ppc64: { elf: 21, pe: -1, mach: -1 },
  s390x: { elf: 22, pe: -1, mach: -1 },
  loong64: { elf: 258, pe: 0x6264, mach: -1 },
};

const elfSharedObject = 3;
const peIsDll = 0x2000;
const machDylib = 6;
const machBundle = 8;
const maxFatParts = 16;

export const libraryHeadLength = 4096;

export function libraryKind(head: Uint8Array, { platform, arch }: Machine): LibraryKind {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const machine = machines[arch] ?? { elf: -1, pe: -1, mach: -1 };
  if (platform === 'win32') return peKind(view, machine.pe);
  if (platform === 'darwin') return machKind(view, machine.mach);
  return elfKind(view, { machine: machine.elf, wide: arch !== 'ia32' && arch !== 'arm' });
}

export interface Machine {
  readonly platform: string;
  readonly arch: string;
}

/** System V ABI: e_ident[4] is the class, e_ident[5] the byte order; e_type is at 16, e_machine at 18. */
function elfKind(head: DataView, wanted: { readonly machine: number; readonly wide: boolean }): LibraryKind {
  if (head.byteLength < 52 || head.getUint32(0) !== 0x7f454c46) return 'no-library';
  const little = head.getUint8(5) === 1;
  if (head.getUint16(16, little) !== elfSharedObject) return 'no-library';
  if (wanted.wide && head.getUint8(4) === 1) return '32-bit';
  const isWanted = head.getUint16(18, little) === wanted.machine && head.getUint8(4) === (wanted.wide ? 2 : 1);
  return isWanted ? 'library' : 'other-machine';
}

/** PE format: e_lfanew, at 60, points to `PE\0\0`, followed by Machine at 4 and Characteristics at 22. */
function peKind(head: DataView, machine: number): LibraryKind {
  if (head.byteLength < 64 || head.getUint16(0) !== 0x4d5a) return 'no-library';
  const at = head.getUint32(60, true);
  if (at + 24 > head.byteLength || head.getUint32(at) !== 0x50450000) return 'no-library';
  if ((head.getUint16(at + 22, true) & peIsDll) === 0) return 'no-library';
  const found = head.getUint16(at + 4, true);
  if (found === machine) return 'library';
  return found === machines['ia32']?.pe ? '32-bit' : 'other-machine';
}

/** Handles 64-bit images and fat binaries (mach-o/loader.h, mach-o/fat.h). */
function machKind(head: DataView, machine: number): LibraryKind {
  if (head.byteLength < 32) return 'no-library';
  const magic = head.getUint32(0);
  if (magic === 0xcffaedfe) {
    const type = head.getUint32(12, true);
    if (type !== machDylib && type !== machBundle) return 'no-library';
    return head.getUint32(4, true) === machine ? 'library' : 'other-machine';
  }
  const parts = magic === 0xcafebabe ? head.getUint32(4) : 0;
  // Java class files share the magic 0xcafebabe but have a version here instead of a count.
  if (parts === 0 || parts > maxFatParts || 8 + parts * 20 > head.byteLength) return 'no-library';
  const found = Array.from({ length: parts }, (_, index) => head.getUint32(8 + index * 20));
  return found.includes(machine) ? 'library' : 'other-machine';
}

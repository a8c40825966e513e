import type { FileHandle } from 'node:fs/promises';

/** What the first octets of a file say. `other-machine`: a library, but not one that this process can load. */
export type LibraryKind = 'library' | 'other-machine' | 'no-library';

/** e_machine (System V ABI), IMAGE_FILE_HEADER.Machine (PE format), cputype (mach/machine.h) by `process.arch`. */
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

/** Looks at the header only; nothing of the file is loaded. */
export async function libraryKind(file: FileHandle, { platform, arch }: Machine): Promise<LibraryKind> {
  const head = Buffer.alloc(4096);
  const { bytesRead } = await file.read(head, 0, head.length, 0);
  const bytes = head.subarray(0, bytesRead);
  const machine = machines[arch] ?? { elf: -1, pe: -1, mach: -1 };
  if (platform === 'win32') return peKind(bytes, machine.pe);
  if (platform === 'darwin') return machKind(bytes, machine.mach);
  return elfKind(bytes, { machine: machine.elf, wide: arch !== 'ia32' && arch !== 'arm' });
}

export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** System V ABI, ELF header: e_ident[4] class, e_ident[5] order of octets, e_type at 16, e_machine at 18. */
function elfKind(bytes: Buffer, wanted: { readonly machine: number; readonly wide: boolean }): LibraryKind {
  if (bytes.length < 52 || bytes.readUInt32BE(0) !== 0x7f454c46) return 'no-library';
  const little = bytes[5] === 1;
  const number = (at: number): number => (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  if (number(16) !== elfSharedObject) return 'no-library';
  return number(18) === wanted.machine && bytes[4] === (wanted.wide ? 2 : 1) ? 'library' : 'other-machine';
}

/** Microsoft's PE format: e_lfanew at 60; `PE\0\0`, Machine, …, Characteristics at 22. */
function peKind(bytes: Buffer, machine: number): LibraryKind {
  if (bytes.length < 64 || bytes.toString('latin1', 0, 2) !== 'MZ') return 'no-library';
  const at = bytes.readUInt32LE(60);
  if (at + 24 > bytes.length || bytes.toString('latin1', at, at + 4) !== 'PE\0\0') return 'no-library';
  if ((bytes.readUInt16LE(at + 22) & peIsDll) === 0) return 'no-library';
  return bytes.readUInt16LE(at + 4) === machine ? 'library' : 'other-machine';
}

/** mach-o/loader.h and mach-o/fat.h: one image of 64 bits, or a list of them for several machines. */
function machKind(bytes: Buffer, machine: number): LibraryKind {
  if (bytes.length < 32) return 'no-library';
  const magic = bytes.readUInt32BE(0);
  if (magic === 0xcffaedfe) {
    const type = bytes.readUInt32LE(12);
    if (type !== machDylib && type !== machBundle) return 'no-library';
    return bytes.readUInt32LE(4) === machine ? 'library' : 'other-machine';
  }
  const parts = magic === 0xcafebabe ? bytes.readUInt32BE(4) : 0;
  // 0xcafebabe begins a Java class too, whose version stands where the count would.
  if (parts === 0 || parts > maxFatParts || 8 + parts * 20 > bytes.length) return 'no-library';
  const found = Array.from({ length: parts }, (_, index) => bytes.readUInt32BE(8 + index * 20));
  return found.includes(machine) ? 'library' : 'other-machine';
}

// SPDX-License-Identifier: Apache-2.0
const elfMachines: Readonly<Record<string, number>> = { x64: 62, arm64: 183 };

/** The header of a shared object that can't be loaded, followed by `content` to make it unique. */
export function elfLibrary(content: string, machine = elfMachines[process.arch] ?? 62): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 0, 'latin1');
  header.set([2, 1, 1], 4);
  header.writeUInt16LE(3, 16);
  header.writeUInt16LE(machine, 18);
  return Buffer.concat([header, Buffer.from(content)]);
}

export function peLibrary(machine: number, characteristics = 0x2022): Buffer {
  const bytes = Buffer.alloc(256);
  bytes.write('MZ', 0, 'latin1');
  bytes.writeUInt32LE(128, 60);
  bytes.write('PE\0\0', 128, 'latin1');
  bytes.writeUInt16LE(machine, 132);
  bytes.writeUInt16LE(characteristics, 150);
  return bytes;
}

/** A dylib for one CPU type (mach-o/loader.h). */
export function machLibrary(cpu: number, type = 6): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.writeUInt32LE(0xfeedfacf, 0);
  bytes.writeUInt32LE(cpu, 4);
  bytes.writeUInt32LE(type, 12);
  return bytes;
}

/** A universal binary (mach-o/fat.h) for these CPU types. */
export function fatLibrary(...cpus: readonly number[]): Buffer {
  const bytes = Buffer.alloc(8 + 20 * cpus.length + 32);
  bytes.writeUInt32BE(0xcafebabe, 0);
  bytes.writeUInt32BE(cpus.length, 4);
  for (const [index, cpu] of cpus.entries()) bytes.writeUInt32BE(cpu, 8 + 20 * index);
  return bytes;
}

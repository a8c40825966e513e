// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { compileModule } from './compile.ts';

/** Offset of e_machine in an ELF header (elf(5)), and a machine the tests never run on (Hitachi SH). */
const machineOffset = 18;
const otherMachine = 42;

/** The module's C_GetFunctionList returns CKR_OK and a NULL pointer. */
export function makeNullListModule(folder: string): string {
  const file = join(folder, 'null-list.so');
  compileModule('null-list.c', file);
  return file;
}

export function makeLibraryThatIsNoModule(folder: string): string {
  const file = join(folder, 'no-module.so');
  compileModule('no-module.c', file);
  return file;
}

export function makeTextNamedAsModule(folder: string): string {
  const file = join(folder, 'text.so');
  writeFileSync(file, 'This is no library.\n'.repeat(100));
  return file;
}

export function makeModuleForOtherProcessor(folder: string): string {
  const file = join(folder, 'other-processor.so');
  compileModule('minimal-token.c', file);
  const octets = readFileSync(file);
  if (endianness() === 'LE') octets.writeUInt16LE(otherMachine, machineOffset);
  else octets.writeUInt16BE(otherMachine, machineOffset);
  writeFileSync(file, octets);
  return file;
}

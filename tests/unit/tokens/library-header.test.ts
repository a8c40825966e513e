// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { libraryKind, type Machine } from '../../../shared/domain/library-header.ts';
import { elfLibrary, fatLibrary, machLibrary, peLibrary } from '../../support/tokens/modules/made-up-library.ts';

const x64 = 0x01000007;
const arm64 = 0x0100000c;
const linux: Machine = { platform: 'linux', arch: 'x64' };
const windows: Machine = { platform: 'win32', arch: 'x64' };
const mac: Machine = { platform: 'darwin', arch: 'arm64' };
const executable = elfLibrary('x', 62).fill(2, 16, 17);
const narrow = elfLibrary('x', 62).fill(1, 4, 5);
const beyondEnd = peLibrary(0x8664).fill(0xff, 60, 64);

test.each<[string, Machine, Buffer, string]>([
  ['ELF', linux, elfLibrary('x', 62), 'library'],
  ['ELF for ARM', linux, elfLibrary('x', 183), 'other-machine'],
  ['ELF of 32 bits', linux, narrow, '32-bit'],
  ['ELF executable', linux, executable, 'no-library'],
  ['text', linux, Buffer.from('#!/bin/sh\n'.repeat(20)), 'no-library'],
  ['empty', linux, Buffer.alloc(0), 'no-library'],
  ['DLL on Linux', linux, peLibrary(0x8664), 'no-library'],
  ['DLL', windows, peLibrary(0x8664), 'library'],
  ['DLL of 32 bits', windows, peLibrary(0x14c), '32-bit'],
  ['EXE', windows, peLibrary(0x8664, 0x22), 'no-library'],
  ['PE header beyond the end', windows, beyondEnd, 'no-library'],
  ['dylib', mac, machLibrary(arm64), 'library'],
  ['bundle', mac, machLibrary(arm64, 8), 'library'],
  ['Mach-O executable', mac, machLibrary(arm64, 2), 'no-library'],
  ['dylib for Intel', mac, machLibrary(x64), 'other-machine'],
  ['universal', mac, fatLibrary(x64, arm64), 'library'],
  ['universal without this machine', mac, fatLibrary(x64), 'other-machine'],
  ['Java class', mac, Buffer.concat([Buffer.from('cafebabe00000041', 'hex'), Buffer.alloc(64)]), 'no-library'],
])('[T01] %s: told by its header', (_what, machine, bytes, kind) => {
  expect(libraryKind(bytes, machine)).toBe(kind);
});

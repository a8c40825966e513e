// SPDX-License-Identifier: Apache-2.0
import type { TokenName } from './token-kind.ts';
import type * as Pkcs11js from 'pkcs11js';
import { generatedBy, type Mechanisms } from '../module/mechanisms.ts';
import { unpadded } from '../module/padded-text.ts';
import type { TokenReportMessage } from '../pkcs11-protocol.ts';
import { tokenKind, waysToUnblock, writesAs } from './token-kind.ts';

export function tokenNameOf(info: Pkcs11js.TokenInfo): TokenName {
  return {
    label: unpadded(info.label),
    maker: unpadded(info.manufacturerID),
    model: unpadded(info.model),
    serial: unpadded(info.serialNumber),
  };
}

export function tokenKey({ label, maker, model, serial }: TokenName): string {
  return JSON.stringify([label, maker, model, serial]);
}

/** CK_TOKEN_INFO.flags (PKCS#11 §3.2). */
const flags = {
  writeProtected: 0x2,
  loginRequired: 0x4,
  userPinInitialized: 0x8,
  protectedAuthenticationPath: 0x100,
  tokenInitialized: 0x400,
  userPinCountLow: 0x1_0000,
  userPinFinalTry: 0x2_0000,
  userPinLocked: 0x4_0000,
  userPinToBeChanged: 0x8_0000,
  soPinCountLow: 0x10_0000,
  soPinFinalTry: 0x20_0000,
  soPinLocked: 0x40_0000,
  soPinToBeChanged: 0x80_0000,
} as const;

type Flags = TokenReportMessage['flags'];

function flagsOf(value: number): Flags {
  return Object.fromEntries(Object.entries(flags).map(([name, bit]) => [name, (value & bit) !== 0])) as Flags;
}

/** CK_UNAVAILABLE_INFORMATION in 8 or 4 octets. */
const unavailable: readonly bigint[] = [0xffff_ffff_ffff_ffffn, 0xffff_ffffn];

/** pkcs11js returns BigInt despite its types. */
function added(...values: readonly (number | bigint)[]): number | null {
  const available = values.map(BigInt).filter((value) => !unavailable.includes(value));
  const sum = available.reduce((total, value) => total + Number(value), 0);
  // NSS reports 1 for each unknown value.
  return available.length === 0 || (sum > 0 && sum <= available.length) ? null : sum;
}

/** libykcs11 reports its management key's length, but PIV PINs have at most 8 digits (SP 800-73-4 part 2 §2.4.3). */
function pinLengthOf(name: TokenName, { minPinLen, maxPinLen }: Pkcs11js.TokenInfo): { min: number; max: number } {
  const longest = tokenKind(name) === 'piv-ykcs11' ? 8 : Infinity;
  return { min: minPinLen, max: Math.min(maxPinLen, longest) };
}

export function tokenReport(info: Pkcs11js.TokenInfo, mechanisms: Mechanisms): TokenReportMessage {
  const flagsSet = flagsOf(info.flags);
  const name = tokenNameOf(info);
  return {
    ...name,
    standard: 'pkcs11',
    tries: { user: null, so: null },
    flags: flagsSet,
    pinLength: pinLengthOf(name, info),
    freeBytes: added(info.freePublicMemory, info.freePrivateMemory),
    totalBytes: added(info.totalPublicMemory, info.totalPrivateMemory),
    generates: flagsSet.writeProtected ? [] : generatedBy(mechanisms),
    unblock: flagsSet.writeProtected ? [] : waysToUnblock(name),
    writesAs: writesAs(name),
  };
}

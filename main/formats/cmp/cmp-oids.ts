// SPDX-License-Identifier: Apache-2.0
/** RFC 9810, RFC 9481, RFC 4211, RFC 5280. */
export const cmpOids = {
  passwordBasedMac: '1.2.840.113533.7.66.13',
  oldCertId: '1.3.6.1.5.5.7.5.1.5',
  sha256: '2.16.840.1.101.3.4.2.1',
  hmacWithSha256: '1.2.840.113549.2.9',
  reasonCode: '2.5.29.21',
} as const;

export const bodyNumbers = {
  ir: 0,
  ip: 1,
  cr: 2,
  cp: 3,
  p10cr: 4,
  kur: 7,
  kup: 8,
  rr: 11,
  rp: 12,
  pkiconf: 19,
  error: 23,
  certConf: 24,
  pollReq: 25,
  pollRep: 26,
} as const;
export type BodyKind = keyof typeof bodyNumbers;

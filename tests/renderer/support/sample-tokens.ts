// SPDX-License-Identifier: Apache-2.0
import type { Token, TokenModule, TokenObject } from '../../../shared/schemas/token.ts';

const digits = (digit: string) => digit.repeat(64);

export const moduleId = digits('a');
export const tokenId = digits('1');

export function sampleToken(change: Partial<Token> = {}): Token {
  return {
    id: tokenId,
    serial: '0123456789',
    label: '网银盾',
    maker: 'Example Maker',
    model: 'Key 3003',
    reader: 'Example Reader 00 00',
    initialised: true,
    writeProtected: false,
    loginRequired: true,
    pinpad: false,
    pin: 'ok',
    soPin: 'ok',
    wrongPins: 0,
    wrongSoPins: 0,
    lastTry: false,
    soLastTry: false,
    tries: { user: null, so: null },
    pinLength: { min: 4, max: 12 },
    freeBytes: 65_536,
    totalBytes: 131_072,
    managed: false,
    unlocked: false,
    generates: ['rsa-2048', 'ec-p256'],
    changesNeedSoPin: false,
    unblock: ['so-pin'],
    moduleId,
    moduleName: 'OpenSC',
    standard: 'pkcs11',
    otherModules: [],
    ...change,
  };
}

export function sampleModule(change: Partial<TokenModule> = {}): TokenModule {
  return {
    moduleId,
    path: '/usr/lib/x86_64-linux-gnu/opensc-pkcs11.so',
    name: 'OpenSC',
    standard: 'pkcs11',
    sha256: digits('b'),
    sizeBytes: 200_000,
    owner: 'root',
    writableByOthers: false,
    package: 'opensc-pkcs11',
    source: 'p11-kit',
    state: 'ready',
    code: null,
    library: null,
    faults: 0,
    slots: 1,
    ...change,
  };
}

const objectId = (index: number) => index.toString(16).padStart(64, '0');

export function samplePair(index: number, name = '张三'): readonly TokenObject[] {
  const common = { label: name, keyId: objectId(index).slice(-8), pair: index, sizeBytes: null };
  return [
    {
      ...common,
      id: objectId(index * 3),
      class: 'certificate',
      algorithm: 'rsa-2048',
      certificate: {
        sha256: objectId(index + 1_000_000),
        subject: `CN=${name}`,
        issuer: 'CN=示例银行',
        displayName: name,
        issuerName: '示例银行',
        serial: '1044',
        notBefore: '2026-01-01T00:00:00Z',
        notAfter: '2090-12-31T00:00:00Z',
        isCa: false,
        inVault: false,
      },
      key: null,
    },
    {
      ...common,
      id: objectId(index * 3 + 1),
      class: 'private-key',
      algorithm: 'rsa-2048',
      certificate: null,
      key: { madeHere: true, exportable: false, pinEachTime: true, canSign: true, canDecrypt: true },
    },
    {
      ...common,
      id: objectId(index * 3 + 2),
      class: 'public-key',
      algorithm: 'rsa-2048',
      certificate: null,
      key: null,
    },
  ];
}

/** Main's answer to `tokens.objects`. */
export function objectsAnswer(objects: readonly TokenObject[], input: unknown, more: object = {}) {
  const { offset, limit } = input as { offset: number; limit: number };
  return {
    objects: objects.slice(offset, offset + limit),
    read: objects.length,
    complete: true,
    publicOnly: false,
    readAt: '2026-11-24T12:00:00Z',
    ...more,
  };
}

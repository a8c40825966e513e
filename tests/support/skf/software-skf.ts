// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { openssl, sm2Signing } from '../openssl/openssl.ts';
import type { TokenTarget } from '../tokens/modules/token-target.ts';
import { whatIsMissing } from '../tokens/modules/what-is-missing.ts';

export type SkfFault = 'segv' | 'abort' | 'exit' | 'hang' | 'unplug';
/** `during`: the try is counted, but the PIN isn't compared yet. Only for functions that take a PIN. */
export type SkfMoment = 'before' | 'during' | 'after';
export type SkfLie =
  | 'sizes'
  | 'no-sizes'
  | 'endless'
  | 'overrun'
  | 'handles'
  | 'text'
  | 'tries'
  | 'absurd-tries'
  | 'accepts'
  | 'refuses'
  | 'keys'
  | 'certificates'
  | 'signatures'
  /** Returns `SAR_OK` for a write it doesn't do. */
  | 'writes'
  /** Expects an encryption pair's scalar in 64 octets, another reading of the standard. */
  | 'wide';

export interface SoftwareSkfOptions {
  readonly folder: string;
  readonly ulong?: 4 | 8;
  readonly label?: string;
  readonly serial?: string;
  readonly applications?: readonly string[];
  readonly tries?: number;
  readonly rsa?: boolean;
}

export interface SoftwareSkf extends Omit<TokenTarget, keyof AsyncDisposable | 'stop'> {
  readonly serial: string;
  /** The public signing key in the first application, in PEM. */
  readonly publicKey: string;
  /** Makes the next call of `at` fail once. `what` is a fault or the SAR code to return. */
  trip(at: `SKF_${string}`, moment: SkfMoment, what: SkfFault | number): void;
  armed(): boolean;
  /** Lies about these from now on. Without arguments, tells the truth again. */
  lie(...about: readonly SkfLie[]): void;
  /** Number of PINs of both kinds received. */
  attempts(): number;
  triesLeft(who?: 'user' | 'admin'): number;
  setTriesLeft(tries: number, who?: 'user' | 'admin'): void;
  pinNow(who?: 'user' | 'admin'): string;
  containers(): readonly string[];
  /** Path of `sign.pem`, `encrypt.der` and the like in the first application. */
  file(container: string, name: `${'sign' | 'encrypt'}.${'pem' | 'der'}`): string;
  unplug(): void;
  /** Earlier handles stay invalid. */
  plug(): void;
}

/** Container in each application. */
export const skfContainer = '证书容器';
/** Container in the first application, if `rsa`. */
export const skfRsaContainer = 'RSA';

/** Returns why the library can't be compiled, or null. */
export function skfUnavailable(): string | null {
  return process.platform === 'linux'
    ? whatIsMissing({ tools: ['gcc', 'openssl'], files: ['/usr/include/openssl/evp.h'] })
    : 'the software SKF library is a shared library for Linux';
}

/**
 * Compiles the library and creates its device in `folder`. Each application has a signing and an encryption key, each
 * with a certificate.
 */
export function makeSoftwareSkf(options: SoftwareSkfOptions): SoftwareSkf {
  const { folder, ulong = 4, label = '软件 USB Key', serial = 'SKF0001', tries = 6 } = options;
  const applications = options.applications ?? ['BANK'];
  const [pin, soPin] = ['123456', 'admin-12345678'];
  const state = join(folder, `skf-${serial}`);
  const modulePath = join(folder, `libsoftskf-${serial}-${ulong}.so`);
  const file = (...names: readonly string[]): string => join(state, ...names);
  mkdirSync(state, { recursive: true });
  compile(modulePath, state, ulong);
  writeFileSync(file('device'), `Software SKF ${serial}\n${label}\n${serial}\n`);
  for (const name of applications) makeApplication(file('apps', name), { tries, pin, soPin });
  if (options.rsa === true) makeContainer(file('apps', applications[0] ?? ''), skfRsaContainer, rsaKey);
  const [first = ''] = applications;
  const pinLines = (who: 'user' | 'admin'): string[] => readFileSync(file('apps', first, who), 'utf8').split('\n');
  let pulls = 0;
  return {
    name: 'software SKF',
    modulePath,
    environment: {},
    label,
    serial,
    pin,
    soPin,
    publicKey: openssl([
      'pkey',
      '-in',
      file('apps', first, 'containers', skfContainer, 'sign.pem'),
      '-pubout',
    ]).toString(),
    trip: (at, moment, what) => {
      const kind = typeof what === 'number' ? what.toString(16) : what;
      appendFileSync(file('trigger'), `${at} ${moment} ${kind}\n`);
    },
    armed: () => existsSync(file('trigger')),
    lie: (...about) => writeFileSync(file('lies'), about.join(' ')),
    attempts: () => (existsSync(file('attempts')) ? statSync(file('attempts')).size : 0),
    triesLeft: (who = 'user') => Number(pinLines(who)[1]),
    setTriesLeft: (left, who = 'user') => {
      const [max = '', , value = ''] = pinLines(who);
      writeFileSync(file('apps', first, who), `${max}\n${left}\n${value}\n`);
    },
    pinNow: (who = 'user') => pinLines(who)[2] ?? '',
    containers: () => readdirSync(file('apps', first, 'containers')).toSorted(),
    file: (container, name) => file('apps', first, 'containers', container, name),
    unplug: () => writeFileSync(file('unplugged'), ''),
    plug: () => {
      pulls += 1;
      writeFileSync(file('generation'), String(pulls));
      rmSync(file('unplugged'), { force: true });
    },
  };
}

function compile(output: string, state: string, ulong: 4 | 8): void {
  const source = join(import.meta.dirname, 'software-skf.c');
  const defined = [`-DSTATE="${state}"`, ...(ulong === 8 ? ['-DWIDE_ULONG'] : [])];
  execFileSync('gcc', ['-shared', '-fPIC', '-O1', ...defined, source, '-lcrypto', '-o', output], { stdio: 'pipe' });
}

function makeApplication(folder: string, pins: { tries: number; pin: string; soPin: string }): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'user'), `${pins.tries}\n${pins.tries}\n${pins.pin}\n`);
  writeFileSync(join(folder, 'admin'), `${pins.tries}\n${pins.tries}\n${pins.soPin}\n`);
  makeContainer(folder, skfContainer, { key: ['-algorithm', 'SM2'], signing: ['-sm3', ...sm2Signing] });
}

interface KeyKind {
  readonly key: readonly string[];
  readonly signing: readonly string[];
}
const rsaKey: KeyKind = { key: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], signing: ['-sha256'] };

function makeContainer(application: string, name: string, kind: KeyKind): void {
  const container = join(application, 'containers', name);
  mkdirSync(container, { recursive: true });
  makeCertificate(join(container, 'sign'), 'digitalSignature,nonRepudiation', kind);
  makeCertificate(join(container, 'encrypt'), 'keyEncipherment,dataEncipherment', kind);
}

/** Writes a PKCS#8 key to `.pem` and a self-signed certificate to `.der`. */
function makeCertificate(path: string, usage: string, { key, signing }: KeyKind): void {
  openssl(['genpkey', ...key, '-out', `${path}.pem`]);
  const extension = ['-addext', `keyUsage=critical,${usage}`];
  const subject = ['-utf8', '-subj', '/CN=李四/C=CN', '-days', '30', '-outform', 'DER', '-out', `${path}.der`];
  openssl(['req', '-x509', '-new', '-key', `${path}.pem`, ...signing, ...subject, ...extension]);
}

// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenTarget } from '../token-target.ts';
import { compileModule } from './compile.ts';

export type Fault = 'segv' | 'abort' | 'exit' | 'hang';

/** Any function of PKCS#11 that the module has, or the library's constructor. */
export type FaultPlace = 'load' | `C_${string}`;

/**
 * Of a call. C_Login and C_SetPIN know all three: `before` the attempt is counted, `during` (counted and a try taken, not yet compared)
 * and `after` (compared; only the answer is lost). C_Sign, C_CreateObject and C_SetAttributeValue know `before` and `after`,
 * all others `before`.
 */
export type FaultMoment = 'before' | 'during' | 'after';

export interface MinimalTokenOptions {
  readonly folder: string;
  /** File name of the module without `.so`; files of its state go by it too. */
  readonly name?: string;
  readonly label?: string;
  readonly serial?: string;
  /** Of the token. */
  readonly maker?: string;
  /** What it does to data objects: `forgetful` ends them with their session; so many octets of a value are kept. */
  readonly data?: 'forgetful' | number;
  /** Its key wants the PIN for each use. */
  readonly pinEachTime?: true;
  /** Happens at every call. */
  readonly fault?: { readonly kind: Fault; readonly at: FaultPlace };
  /** A DLL instead, for a Windows that names a file of `folder` so. */
  readonly onWindows?: (file: string) => string;
}

export interface MinimalToken extends Omit<TokenTarget, keyof AsyncDisposable | 'stop'> {
  readonly serial: string;
  /** The next such call ends so, once. `what`: a fault, or the CKR number to answer. Arms instead of what was armed. */
  trip(at: FaultPlace, moment: FaultMoment, what: Fault | number): void;
  /** One more behind those that are armed: it waits until they have fired. */
  thenTrip(at: FaultPlace, moment: FaultMoment, what: Fault | number): void;
  /** Whether a fault is still to come. */
  armed(): boolean;
  /** How many are. */
  armedFaults(): number;
  disarm(): void;
  /** How many PINs of a user, of C_Login and C_SetPIN, have reached the token since it was made. */
  attempts(): number;
  /** Of three. */
  triesLeft(): number;
  setTriesLeft(tries: 0 | 1 | 2 | 3): void;
  /** The PIN as it was changed last. */
  pinNow(): string;
}

/** Compiles a module with one token into `folder`. The PIN is 123456; the token has no officer. */
export function makeMinimalToken(options: MinimalTokenOptions): MinimalToken {
  const { folder, name = 'minimal', label = 'Minimal token', serial = '0001', data, pinEachTime, fault } = options;
  const { maker, onWindows } = options;
  const file = (extension: string): string => join(folder, `${name}.${extension}`);
  const named = (path: string): string => onWindows?.(path) ?? path;
  const modulePath = file(onWindows === undefined ? 'so' : 'dll');
  const [trigger, counter, state] = [file('trigger'), file('attempts'), file('tries')];
  const changed = file('pin');
  const pin = '123456';
  const definitions = {
    LABEL: label,
    SERIAL: serial,
    PIN: pin,
    TRIGGER: named(trigger),
    COUNTER: named(counter),
    STATE: named(state),
    CHANGED: named(changed),
    DATA: named(file('data')),
    ...(maker !== undefined && { MAKER: maker }),
    ...(data === 'forgetful' && { FORGETFUL: 'yes' }),
    ...(pinEachTime && { PIN_EACH_TIME: 'yes' }),
    ...(typeof data === 'number' && { TRUNCATE_AT: String(data) }),
    ...(fault && { FAULT_AT: fault.at, FAULT_KIND: fault.kind }),
  };
  compileModule('minimal-token.c', modulePath, definitions, onWindows === undefined ? 'linux' : 'windows');
  return {
    name: 'minimal token',
    modulePath,
    environment: {},
    label,
    serial,
    pin,
    soPin: '',
    trip: (at, moment, what) => writeFileSync(trigger, `${at} ${moment} ${what}\n`),
    thenTrip: (at, moment, what) => appendFileSync(trigger, `${at} ${moment} ${what}\n`),
    armed: () => existsSync(trigger),
    armedFaults: () => (existsSync(trigger) ? readFileSync(trigger, 'utf8').split('\n').length - 1 : 0),
    disarm: () => rmSync(trigger, { force: true }),
    attempts: () => (existsSync(counter) ? statSync(counter).size : 0),
    triesLeft: () => (existsSync(state) ? Number(readFileSync(state, 'utf8')) : 3),
    setTriesLeft: (tries) => writeFileSync(state, String(tries)),
    pinNow: () => (existsSync(changed) ? readFileSync(changed, 'utf8') : pin),
  };
}

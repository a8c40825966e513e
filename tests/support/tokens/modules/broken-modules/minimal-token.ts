// SPDX-License-Identifier: Apache-2.0
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TokenTarget } from '../token-target.ts';
import { compileModule } from './compile.ts';

export type Fault = 'segv' | 'abort' | 'exit' | 'hang';

/** A PKCS#11 function of the module, or the library's constructor. */
export type FaultPlace = 'load' | `C_${string}`;

/**
 * `before`: nothing has happened yet. `during` (C_Login, C_SetPIN): a try is used, but the PIN isn't compared yet.
 * `after` (C_Login, C_SetPIN, C_Sign, C_CreateObject, C_SetAttributeValue): only the answer is lost.
 */
export type FaultMoment = 'before' | 'during' | 'after';

export interface MinimalTokenOptions {
  readonly folder: string;
  /** Base name of the module and its state files. */
  readonly name?: string;
  readonly label?: string;
  readonly serial?: string;
  readonly maker?: string;
  /**
   * Faulty data objects: `forgetful` drops them with the session, and a number truncates values to that many octets.
   */
  readonly data?: 'forgetful' | number;
  readonly pinEachTime?: true;
  readonly fault?: { readonly kind: Fault; readonly at: FaultPlace };
  /** Builds a DLL if set. Maps a file in `folder` to its Windows path. */
  readonly onWindows?: (file: string) => string;
}

export interface MinimalToken extends Omit<TokenTarget, keyof AsyncDisposable | 'stop'> {
  readonly serial: string;
  /** Makes the next call of `at` fail with `what`, a fault or a CKR number to return. Replaces earlier faults. */
  trip(at: FaultPlace, moment: FaultMoment, what: Fault | number): void;
  /** Queues a fault behind the armed ones. */
  thenTrip(at: FaultPlace, moment: FaultMoment, what: Fault | number): void;
  armed(): boolean;
  armedFaults(): number;
  disarm(): void;
  /** Number of user PINs received by C_Login and C_SetPIN since the token was made. */
  attempts(): number;
  triesLeft(): number;
  setTriesLeft(tries: 0 | 1 | 2 | 3): void;
  pinNow(): string;
}

/** Compiles a module with one token into `folder`. The PIN is 123456; there is no security officer. */
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

// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { berToDer } from '../der/ber-to-der.ts';
import { within } from '../der/views.ts';
import { Findings, type ObjectLabels } from '../inspect/findings.ts';
import { addKey } from '../keys/add-key.ts';
import { type Encrypted, isPrivateKeyInfo, readEncryptedKey, schemeOrName } from '../keys/encrypted-key.ts';
import { fitsBlocks, openEncrypted } from '../pbe/open-encrypted.ts';
import {
  type PasswordCandidate,
  passwordCandidates,
  type PasswordEncoding,
  worthTrying,
} from '../pbe/password-candidates.ts';
import type { PasswordForm } from '../pbe/pbe-scheme.ts';
import { readScheme } from '../pbe/read-scheme.ts';
import type { Reading } from '../inspect/reading.ts';
import type { Safe } from './authenticated-safe.ts';
import type { MacResult } from './check-mac.ts';
import type { Tally } from './conclude.ts';
import { type BagVisitor, isSafeContents, readSafeContents } from './safe-contents.ts';

interface Unit extends Encrypted {
  readonly accepts: (plain: Uint8Array) => boolean;
  readonly take: (plain: Uint8Array) => void;
  readonly labels?: ObjectLabels;
}

export class UnitOpener {
  readonly findings: Findings;
  readonly #file: Uint8Array;
  readonly #reading: Reading;
  readonly #units: Unit[] = [];
  #tally: Tally = { opened: 0, failed: 0, keyProven: false, unsupported: null, damage: null, encoding: null };

  constructor(reading: Reading, file: Uint8Array) {
    this.#reading = reading;
    this.#file = file;
    this.findings = new Findings(reading.limits.maxObjects);
  }

  get tally(): Tally {
    return this.#tally;
  }

  scan(safes: readonly Safe[]): void {
    for (const safe of safes) {
      if (safe.encrypted) this.#addSafe(safe);
      else within(this.#file, safe.content, () => readSafeContents(safe.content, this.#visitor));
    }
  }

  open(mac: MacResult): void {
    for (let unit = this.#units.shift(); unit; unit = this.#units.shift()) {
      if ('unsupported' in unit.scheme) {
        this.#tally = { ...this.#tally, unsupported: this.#tally.unsupported ?? unit.scheme.unsupported };
        this.#noteLocked(unit, 'unsupported');
        continue;
      }
      const candidates = this.#candidates(unit.scheme.passwordForm, unit.scheme.work, mac);
      const attempt = openEncrypted(unit.scheme, unit.ciphertext, candidates, this.#reading.budget, unit.accepts);
      if (attempt.opened) {
        this.#tally = {
          ...this.#tally,
          opened: this.#tally.opened + 1,
          encoding: this.#tally.encoding ?? attempt.encoding,
        };
        this.#take(unit, attempt.plain);
      } else {
        const keyProven = this.#tally.keyProven || attempt.keyProven;
        this.#tally = { ...this.#tally, failed: this.#tally.failed + 1, keyProven };
        this.#noteLocked(unit, 'password');
      }
    }
  }

  #noteLocked({ labels }: Unit, reason: 'password' | 'unsupported'): void {
    if (labels) this.findings.addUnopened({ name: labels.friendlyName, matches: null, reason });
  }

  #take(unit: Unit, plain: Uint8Array): void {
    try {
      unit.take(plain);
    } catch (error) {
      if (error instanceof AppError && error.code === 'limit-exceeded') throw error;
      this.#tally = { ...this.#tally, damage: this.#tally.damage ?? { code: 'damaged' } };
    }
  }

  readonly #visitor: BagVisitor = {
    certificate: (der, labels) => within(this.#file, der, () => this.findings.addCertificate(der, labels)),
    key: (pkcs8, labels) => within(this.#file, pkcs8, () => addKey(this.findings, pkcs8, labels)),
    shroudedKey: (encrypted, labels) => within(this.#file, encrypted, () => this.#addKey(encrypted, labels)),
  };

  #addSafe({ bytes, algorithm, ciphertext }: Safe & { encrypted: true }): void {
    const scheme = within(this.#file, bytes, () => schemeOrName(() => readScheme(bytes, algorithm)));
    if (!('unsupported' in scheme) && !fitsBlocks(scheme, ciphertext)) {
      within(this.#file, ciphertext, () => {
        throw new AppError('damaged', { offset: 0 });
      });
    }
    const take = (plain: Uint8Array) => readSafeContents(plain, this.#visitor);
    this.#units.push({ scheme, ciphertext, accepts: isSafeContents, take });
  }

  #addKey(encrypted: Uint8Array, labels: ObjectLabels): void {
    const { scheme, ciphertext } = readEncryptedKey(encrypted);
    const take = (plain: Uint8Array) => addKey(this.findings, berToDer(plain), labels);
    this.#units.push({ scheme, ciphertext, accepts: isPrivateKeyInfo, take, labels });
  }

  #candidates(form: PasswordForm, work: number, mac: MacResult): readonly PasswordCandidate[] {
    const { password } = this.#reading;
    const known: PasswordEncoding = mac.state === 'matched' ? mac.encoding : this.#tally.encoding;
    const all = passwordCandidates(password, form);
    // Even if the MAC matches, PBES2 may use NSS's BMPString, so try all encodings.
    const worth = mac.state === 'matched' ? all : worthTrying(all, password, work);
    if (known === null) return worth;
    return worth.toSorted((a, b) => Number(b.encoding === known) - Number(a.encoding === known));
  }
}

// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { type BankAddress, readBankAddress } from '../../../shared/domain/bank-site/bank-address.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import { type CaProfile, caProfileSchema, maxProfileBytes } from '../../../shared/schemas/enrolment/ca-profile.ts';
import type { HeldProfile } from '../../../shared/schemas/enrolment/enrolment.ts';
import { readCertificateFile } from '../../imports/read-file.ts';
import { inspectInChild, type ParseClient } from '../../parser/parse-client.ts';
import type { ProfileRow } from '../../vault/store/rows/profile-rows.ts';
import type { EnrolmentParts } from '../enrolment-parts.ts';
import { exampleProfile } from './examples.ts';
import { hostOf, isHost } from './profile-host.ts';
import { readProfile } from './read-profile.ts';

const maxShown = 120;

export interface Profiles {
  list(): Promise<HeldProfile[]>;
  /**
   * Creates the vault if needed. The profile is unconfirmed until `confirm`. Errors: `profile-invalid`,
   * `file-unreadable`, `file-too-large`, `profile-exists` (a confirmed profile differs; pass `pending` to `replace`).
   */
  importFile(path: string): Promise<HeldProfile>;
  replace(waiting: { readonly pending: string }): Promise<HeldProfile>;
  pendingProfile(pending: string): CaProfile | null;
  /**
   * Adds an unconfirmed bank. `replaces` is the id of an earlier entry, whose enrolments move to the new one. Errors:
   * `address-refused`, `profile-invalid`, `profile-exists`, `not-found`.
   */
  addBank(bank: CallInput<'profiles.addBank'>): Promise<HeldProfile>;
  addExample(example: { readonly protocol: CaProfile['protocol'] }): Promise<HeldProfile>;
  /** Errors: `host-mismatch`, `address-refused` (mixed scripts), those of `confirmProfile`. */
  confirm(profile: { readonly id: string; readonly typedHost: string }): Promise<HeldProfile>;
  /** Keeps the profile's requests. Errors: `not-found`. */
  remove(named: { readonly id: string }): Promise<void>;
}

const maxWaiting = 16;

export function createProfiles({ vault, parse, now }: EnrolmentParts): Profiles {
  const waiting = new Map<string, CaProfile>();

  async function list(): Promise<HeldProfile[]> {
    return ((await vault.current())?.enrolment.profiles() ?? []).flatMap(held);
  }

  async function find(id: string): Promise<HeldProfile> {
    const found = (await list()).find((each) => each.id === id);
    if (!found) throw new AppError('not-found');
    return found;
  }

  /** Without `overConfirmed`, returns null if a confirmed profile with this name and host differs. */
  async function put(profile: CaProfile, options: { readonly overConfirmed: boolean }): Promise<HeldProfile | null> {
    const { enrolment } = await vault.requireOrCreate();
    const row = {
      id: randomUUID(),
      name: profile.name,
      host: hostOf(profile.url).ascii,
      content: JSON.stringify(profile),
      importedAt: now().toISOString(),
      confirmedAt: null,
    };
    const kept = await enrolment.putProfile(row, options);
    return kept === null ? null : await find(kept.id);
  }

  async function refusal(profile: CaProfile): Promise<AppError> {
    const host = hostOf(profile.url).ascii;
    const former = (await list()).find((held) => held.profile.name === profile.name && held.host.ascii === host);
    const differences = former === undefined ? [] : profileDifferences(former.profile, profile);
    const pending = randomUUID();
    waiting.set(pending, profile);
    const [oldest] = waiting.keys();
    if (waiting.size > maxWaiting && oldest !== undefined) waiting.delete(oldest);
    return new AppError('profile-exists', { name: profile.name, host, differences, pending });
  }

  return {
    list,
    async importFile(path) {
      const bytes = await readCertificateFile(path, { maxBytes: maxProfileBytes, pipes: false });
      const profile = readProfile(bytes);
      if (profile.anchor !== undefined) await checkAnchor(parse, profile.anchor);
      const held = await put(profile, { overConfirmed: false });
      if (held === null) throw await refusal(profile);
      return held;
    },
    async replace({ pending }) {
      const profile = waiting.get(pending);
      const held = profile === undefined ? null : await put(profile, { overConfirmed: true });
      if (held === null) throw new AppError('not-found');
      waiting.delete(pending);
      return held;
    },
    pendingProfile: (pending) => waiting.get(pending) ?? null,
    async addBank({ name, address, phone, branch, replaces }) {
      const former = replaces === null ? null : await find(replaces);
      const contact = { ...(phone !== null && { phone }), ...(branch !== null && { branch }) };
      const { url } = requireAddress(address);
      const profile = readProfile(Buffer.from(JSON.stringify({ name, protocol: 'web', url, contact }), 'utf8'));
      const isSame = former?.profile.name === name && former.host.ascii === hostOf(url).ascii;
      const held = await put(profile, { overConfirmed: isSame });
      if (held === null) throw await refusal(profile);
      if (former === null || isSame) return held;
      const open = await vault.require();
      await open.webEnrolments.rename(
        { name: former.profile.name, host: former.host.ascii },
        { name, host: held.host.ascii },
      );
      await open.enrolment.removeProfile(former.id);
      return held;
    },
    async addExample({ protocol }) {
      const profile = exampleProfile(protocol);
      const held = await put(profile, { overConfirmed: false });
      if (held === null) throw await refusal(profile);
      return held;
    },
    async confirm({ id, typedHost }) {
      const { profile, host } = await find(id);
      if (!isHost(typedHost, host)) throw new AppError('host-mismatch');
      // Company pages may use IP addresses, but mixed scripts can imitate another host.
      if (profile.protocol === 'web' && readBankAddress(profile.url).problem === 'mixed-scripts')
        throw new AppError('address-refused', { reason: 'mixed-scripts' });
      await (await vault.require()).enrolment.confirmProfile(id);
      return await find(id);
    },
    async remove({ id }) {
      await (await vault.require()).enrolment.removeProfile(id);
    },
  };
}

function requireAddress(text: string): BankAddress {
  const read = readBankAddress(text);
  if (read.problem !== null) throw new AppError('address-refused', { reason: read.problem });
  return read.address;
}

/** Skips invalid rows: the vault's file may have been edited. */
function held({ id, content, importedAt, confirmedAt }: ProfileRow): HeldProfile[] {
  try {
    const profile = caProfileSchema.parse(JSON.parse(content));
    return [{ id, profile, host: hostOf(profile.url), importedAt, confirmedAt }];
  } catch {
    return [];
  }
}

async function checkAnchor(parse: ParseClient, pem: string): Promise<void> {
  const { certificates, keys } = await inspectInChild(parse, Buffer.from(pem, 'utf8'), null);
  if (certificates.length !== 1 || keys.length > 0) {
    throw new AppError('profile-invalid', { reason: 'member', member: 'anchor' });
  }
}

function profileDifferences(before: CaProfile, after: CaProfile): string[] {
  const [old, next]: Readonly<Record<string, unknown>>[] = [before, after];
  return [...new Set([...Object.keys(old ?? {}), ...Object.keys(next ?? {})])]
    .filter((member) => JSON.stringify(old?.[member]) !== JSON.stringify(next?.[member]))
    .map((member) => `${member}: ${shown(old?.[member])} → ${shown(next?.[member])}`);
}

function shown(value: unknown): string {
  if (value === undefined) return '-';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

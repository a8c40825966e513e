// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { caProfileSchema, maxProfileBytes, type CaProfile } from '../../../shared/schemas/enrolment/ca-profile.ts';

/**
 * See docs/formats.md, "Profiles of CAs". Errors: `profile-invalid` with `reason` `size`, `not-json`, `member`,
 * `missing` or `address`; `member` or `missing` names the field.
 */
export function readProfile(bytes: Uint8Array): CaProfile {
  if (bytes.length > maxProfileBytes) throw new AppError('profile-invalid', { reason: 'size' });
  const json = jsonOf(bytes);
  const parsed = caProfileSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys : [];
    const member = [...(issue?.path ?? []), ...unknown].join('.');
    if (unknown.length === 0 && valueAt(json, issue?.path ?? []) === undefined) {
      throw new AppError('profile-invalid', { reason: 'missing', missing: member });
    }
    throw new AppError('profile-invalid', { reason: 'member', member });
  }
  if (parsed.data.keyMadeBy === 'authority' && parsed.data.protocol !== 'est') {
    throw new AppError('profile-invalid', { reason: 'member', member: 'keyMadeBy' });
  }
  const { protocol, asks, steps, temporaryKey, keyTypes = [] } = parsed.data;
  const isSm2Only = keyTypes.length > 0 && keyTypes.every((each) => each === 'sm2');
  if (temporaryKey === true && (protocol !== 'manual' || !isSm2Only)) {
    throw new AppError('profile-invalid', { reason: 'member', member: 'temporaryKey' });
  }
  // Facts about bank pages go stale, so require source and date.
  const saysFacts = protocol === 'web' && (asks !== undefined || steps !== undefined);
  for (const member of ['source', 'checkedOn'] as const) {
    if (saysFacts && parsed.data[member] === undefined) {
      throw new AppError('profile-invalid', { reason: 'missing', missing: member });
    }
  }
  checkAddress(parsed.data.url, 'url');
  const contact = parsed.data.contact?.url;
  if (contact !== undefined) checkAddress(contact, 'contact.url');
  return parsed.data;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], json);
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('profile-invalid', { reason: 'not-json' });
  }
}

function checkAddress(text: string, member: string): void {
  const refused = (): AppError => new AppError('profile-invalid', { reason: 'address', member });
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw refused();
  }
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.hostname === '') throw refused();
}

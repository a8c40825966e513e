// SPDX-License-Identifier: Apache-2.0
/** Lists without zod, readable by the page; their schemas are in shared/schemas. */
export const certificateStatuses = ['valid', 'expiring', 'expired', 'not-yet-valid', 'revoked', 'superseded'] as const;

/** `incomplete`: an issuer is missing. `broken`: path validation failed. */
export const chainStates = ['complete', 'incomplete', 'broken'] as const;

/**
 * `lost`: inaccessible to anyone. `stolen`: in other hands. `key-exposed`: key or password may have been seen (E08).
 */
export const lossKinds = ['lost', 'stolen', 'key-exposed'] as const;

/** `new`: not all in the vault. `not-read`: looks like a certificate file but doesn't open. */
export const foundStates = ['new', 'known', 'needs-password', 'not-read'] as const;
/** Found files per call. */
export const maxFoundPage = 500;

/** `key-missing`: unusable in that store. `only-in-store`: key not in the vault. Others: a browser still offers it. */
export const inventoryFindings = ['key-missing', 'expired-installed', 'superseded-installed', 'only-in-store'] as const;

/** Beyond this, the overview shows those that expire first. */
export const maxOverviewCards = 6;

export const sortKeys = ['expiry', 'name', 'issuer', 'status', 'added'] as const;

/**
 * Exclusive, in chip order. `no-backup`, `backup-outdated`: with a private key in the vault. `key-missing`: in the
 * vault without one, and on no known token.
 */
export const listFilters = [
  'all',
  'expiring',
  'no-backup',
  'backup-outdated',
  'revoked',
  'key-missing',
  'not-yet-valid',
  'superseded',
  'expired',
  'chain-incomplete',
  'chain-broken',
] as const;

/** Identities shown as two certificates (G04). */
export const maxOpened = 500;

/** `folded`: only counted. `shown`: after all others. `mixed`: among the others. */
export const expiredPlaces = ['folded', 'shown', 'mixed'] as const;

/** `month`: of expiry, local time. `where`, `tag`: a row per place or tag. */
export const groupings = ['none', 'bank', 'issuer', 'where', 'status', 'month', 'tag'] as const;

/** Columns of the window's list besides name and time left, in order. */
export const listColumns = ['issuer', 'where', 'date', 'status', 'backup', 'key', 'chain', 'serial'] as const;

/** `auto`: comfortable for few certificates. */
export const listDensities = ['auto', 'compact', 'comfortable'] as const;

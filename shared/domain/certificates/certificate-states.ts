// SPDX-License-Identifier: Apache-2.0
/** The page imports this file, so it must not import zod. */
export const certificateStatuses = ['valid', 'expiring', 'expired', 'not-yet-valid', 'revoked', 'superseded'] as const;

/** `incomplete`: an issuer is missing. `broken`: path validation failed. */
export const chainStates = ['complete', 'incomplete', 'broken'] as const;

/**
 * `lost`: the key is inaccessible to everyone. `stolen`: someone else has it. `key-exposed`: someone may have seen the
 * key or its password.
 */
export const lossKinds = ['lost', 'stolen', 'key-exposed'] as const;
export const maxLossReference = 100;

/** `new`: the vault lacks part of the file. `not-read`: the file looks like a certificate file but doesn't open. */
export const foundStates = ['new', 'known', 'needs-password', 'not-read'] as const;
export const maxFoundPage = 500;

/**
 * `key-missing`: the store has no key, so the certificate is useless in it. `only-in-store`: the key is in a store but
 * not in the vault. `expired-installed`, `superseded-installed`: browsers still offer the certificate.
 */
export const inventoryFindings = ['key-missing', 'expired-installed', 'superseded-installed', 'only-in-store'] as const;

export const maxOverviewCards = 6;

export const sortKeys = ['expiry', 'name', 'issuer', 'status', 'added'] as const;

/**
 * In the order of the filter chips. `valid` has a chip only while selected. `no-backup` and `backup-outdated` need a
 * private key in the vault. `key-missing`: no key in the vault or on a known token; excludes watched, CA, expired,
 * revoked and superseded certificates and those with a loss report.
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
  'valid',
] as const;

/** What the filter `expiring` may mean, in days. The status `expiring` always means `expiringDays`. */
export const expiringChoices = [7, 30, 60, 90] as const;

export const maxOpened = 500;

export const maxOnly = 1000;

export const maxFolded = 500;

export const expiredPlaces = ['folded', 'shown', 'mixed', 'hidden'] as const;

export const groupings = ['none', 'bank', 'issuer', 'where', 'status', 'month', 'tag'] as const;

export const listColumns = ['issuer', 'where', 'date', 'status', 'backup', 'key', 'chain', 'serial'] as const;

export const listDensities = ['auto', 'compact', 'comfortable'] as const;

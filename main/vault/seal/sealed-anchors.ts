// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { anchorRows, type AnchorRow } from '../store/rows/anchor-rows.ts';
import { profileAnchorRows, type ProfileAnchorRow } from '../store/rows/profile-anchor-rows.ts';
import { findProfile } from '../store/rows/profile-rows.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';
import { canonicalJson, readSeal, sealedAnchors, sealedProfileAnchor, type SealedContent } from './sealed-content.ts';

/** Ignores missing and unconfirmed anchors, which are harmless. */
export function unexpectedAnchors(database: DatabaseSync, sealed: SealedContent): string[] {
  const known = new Set(sealed.anchors.map(canonicalJson));
  return sealedAnchors(database)
    .filter((row) => !known.has(canonicalJson(row)))
    .map(({ sha256 }) => sha256);
}

/** Doesn't check the seal's MAC. Without an identity, trusts all confirmed anchors. */
export function trustedAnchors(database: DatabaseSync): AnchorRow[] {
  const confirmed = anchorRows(database).filter(isWhole);
  if (readVaultRecord(database).recipient === null) return confirmed;
  const seal = readSeal(database);
  if (seal === null || seal === 'unreadable') return [];
  const unexpected = new Set(unexpectedAnchors(database, seal.sealed));
  return confirmed.filter(({ sha256 }) => !unexpected.has(sha256));
}

export function trustedProfileAnchors(database: DatabaseSync, profileId: string): ProfileAnchorRow[] {
  const accepted = profileAnchorRows(database, profileId);
  if (readVaultRecord(database).recipient === null) return accepted;
  const seal = readSeal(database);
  if (seal === null || seal === 'unreadable') return [];
  const known = new Set(seal.sealed.profileAnchors.map(canonicalJson));
  return accepted.filter((row) => known.has(canonicalJson(sealedProfileAnchor(row))));
}

export function unexpectedAnchorHosts(database: DatabaseSync, sealed: SealedContent): string[] {
  const known = new Set(sealed.profileAnchors.map(canonicalJson));
  return profileAnchorRows(database)
    .filter((row) => !known.has(canonicalJson(sealedProfileAnchor(row))))
    .map(({ profileId }) => findProfile(database, profileId)?.host ?? profileId);
}

/** Rejects a certificate replaced after the user compared its fingerprint. */
function isWhole({ sha256, der, confirmedAt }: AnchorRow): boolean {
  return confirmedAt !== null && createHash('sha256').update(der).digest('hex') === sha256;
}
